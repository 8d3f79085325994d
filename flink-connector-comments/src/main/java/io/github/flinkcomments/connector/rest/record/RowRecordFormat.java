/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads records into rows of Flink's Table API. Only the columns of the row type are read; a
 * missing one is null, and an error if it is {@code NOT NULL}. A value of another JSON type than
 * the column's, or one that the column could not hold without loss, is an error. Immutable.
 */
@PublicEvolving
public final class RowRecordFormat implements RecordFormat<RowData> {

  private static final long serialVersionUID = 1L;

  private final RowType physicalType;
  private final List<MetadataColumn> metadata;
  private final TypeInformation<RowData> producedType;

  // The rest is only ever set on a fresh copy, before anybody else sees it.
  private Map<String, ColumnSource> sources = Map.of();
  private boolean scalar;
  private MissingColumns missingColumns = (columns, others) -> {};

  /** Shared by all readers of a subtask, so that missing columns are told once. */
  private final AtomicBoolean columnsChecked = new AtomicBoolean();

  /**
   * Rows of which each column is the member of the record that is called like it.
   *
   * @param physicalType columns to read from the record, in the order of the row
   * @param metadata columns that follow them
   * @param producedType type of the whole row
   * @throws IllegalArgumentException if there is no way to read one of the columns from JSON
   */
  public RowRecordFormat(
      RowType physicalType,
      List<? extends MetadataColumn> metadata,
      TypeInformation<RowData> producedType) {
    this.physicalType = physicalType;
    this.metadata = List.copyOf(metadata);
    this.producedType = producedType;
    newColumnsReader();
  }

  private RowRecordFormat with(Consumer<RowRecordFormat> change) {
    RowRecordFormat copy = new RowRecordFormat(physicalType, metadata, producedType);
    copy.sources = sources;
    copy.scalar = scalar;
    copy.missingColumns = missingColumns;
    change.accept(copy);
    copy.newColumnsReader();
    return copy;
  }

  /**
   * Sets where columns are in a record and how they are written, by their names. Columns that are
   * not in the map stay as they are, and names that are not columns are of no matter.
   */
  public RowRecordFormat withSources(Map<String, ColumnSource> newSources) {
    return with(copy -> copy.sources = Map.copyOf(newSources));
  }

  /**
   * Sets whether the first column reads a record that is not an object, such as the text in {@code
   * ["a", "b"]}. By default such a record is malformed.
   */
  public RowRecordFormat withScalars(boolean firstColumnReadsThem) {
    return with(copy -> copy.scalar = firstColumnReadsThem);
  }

  /** Sets what to do about columns that no record of the first page has. By default nothing. */
  public RowRecordFormat withMissingColumns(MissingColumns handling) {
    return with(copy -> copy.missingColumns = handling);
  }

  @Override
  public RecordReader<RowData> createReader() {
    return new Reader(newColumnsReader(), new MetadataReader(metadata));
  }

  private ColumnsReader newColumnsReader() {
    return new ColumnsReader(physicalType, sources, scalar);
  }

  @Override
  public TypeInformation<RowData> getProducedType() {
    return producedType;
  }

  /** Reads rows, and looks at the first page for columns that it does not have. */
  private final class Reader implements RecordReader<RowData> {

    private final ColumnsReader columns;
    private final MetadataReader metadataReader;
    private final int arity;
    private int records;

    Reader(ColumnsReader columns, MetadataReader metadataReader) {
      this.columns = columns;
      this.metadataReader = metadataReader;
      this.arity = physicalType.getFieldCount() + metadata.size();
    }

    @Override
    public RowData read(JsonParser parser, PageOrigin page, int index) throws IOException {
      GenericRowData row = new GenericRowData(arity);
      columns.read(parser, row);
      metadataReader.fill(row, parser, page, index);
      records++;
      return row;
    }

    @Override
    public void endOfPage(PageOrigin page) throws RecordFormatException {
      // A single record of a listing with offsets was asked for to compare it, and is not a page.
      boolean wholePage = records > 1 || (records == 1 && page.firstOffset().isEmpty());
      records = 0;
      if (wholePage && columnsChecked.compareAndSet(false, true)) {
        List<String> missing = columns.missing();
        if (!missing.isEmpty()) {
          missingColumns.found(missing, columns.others());
        }
      }
    }
  }
}
