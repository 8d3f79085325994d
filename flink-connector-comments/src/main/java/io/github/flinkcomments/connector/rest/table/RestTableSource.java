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
package io.github.flinkcomments.connector.rest.table;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.MetadataColumn;
import io.github.flinkcomments.connector.rest.record.RecordFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.connector.source.abilities.SupportsLimitPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsProjectionPushDown;
import org.apache.flink.table.connector.source.abilities.SupportsReadingMetadata;
import org.apache.flink.table.connector.source.abilities.SupportsWatermarkPushDown;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.utils.TypeConversions;

/**
 * A {@link RestSource} as the planner sees it. Only the columns that a query uses are read from the
 * records, so a field of the wrong type does no harm to whoever does not ask for it. Of the
 * listing, only so many rows are read as a query can use, if it says so by a {@code LIMIT}.
 */
final class RestTableSource
    implements ScanTableSource,
        SupportsProjectionPushDown,
        SupportsLimitPushDown,
        SupportsReadingMetadata,
        SupportsWatermarkPushDown {

  private final UnaryOperator<RestSourceBuilder<RowData>> options;
  private final Optional<Integer> parallelism;
  private final ErrorMode errorMode;
  private final RowFormat format;
  private final List<MetadataColumn> readable;
  private DataType physicalType;
  private List<MetadataColumn> metadata;
  private DataType producedType;
  private OptionalLong limit;
  private Optional<WatermarkStrategy<RowData>> watermarks;

  /**
   * @param options gives a builder the options of the table
   * @param parallelism of the readers; that of the job if empty
   * @param errorMode what happens to malformed records
   * @param format how rows are read from records
   * @param readable what a table can have as metadata
   * @param physicalType all columns that are read from the records
   */
  RestTableSource(
      UnaryOperator<RestSourceBuilder<RowData>> options,
      Optional<Integer> parallelism,
      ErrorMode errorMode,
      RowFormat format,
      List<MetadataColumn> readable,
      DataType physicalType) {
    this.options = options;
    this.parallelism = parallelism;
    this.errorMode = errorMode;
    this.format = format;
    this.readable = readable;
    this.physicalType = physicalType;
    this.metadata = List.of();
    this.producedType = physicalType;
    this.limit = OptionalLong.empty();
    this.watermarks = Optional.empty();
  }

  private RestTableSource(RestTableSource other) {
    this(
        other.options,
        other.parallelism,
        other.errorMode,
        other.format,
        other.readable,
        other.physicalType);
    this.metadata = other.metadata;
    this.producedType = other.producedType;
    this.limit = other.limit;
    this.watermarks = other.watermarks;
  }

  /**
   * Builds a source and drops it, to find out what is wrong while the declaration is looked at.
   *
   * @throws IllegalArgumentException if an option or the type of a column is wrong
   */
  void rehearse() {
    source(format.rehearsal(physicalType));
  }

  private RestSource<RowData> source(RecordFormat<RowData> recordFormat) {
    RestSourceBuilder<RowData> builder = options.apply(RestSource.builder(recordFormat));
    limit.ifPresent(builder::setLimit);
    return builder.build();
  }

  @Override
  public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
    RestSource<RowData> source =
        source(format.create(context, physicalType, metadata, producedType));
    return watermarks.isPresent()
        ? new WatermarkedScan(source, watermarks.get(), parallelism)
        : SourceProvider.of(source, parallelism.orElse(null));
  }

  /** What {@code WATERMARK FOR} and the options {@code scan.watermark.*} of a declaration say. */
  @Override
  public void applyWatermark(WatermarkStrategy<RowData> strategy) {
    watermarks = Optional.of(strategy);
  }

  @Override
  public ChangelogMode getChangelogMode() {
    return ChangelogMode.insertOnly();
  }

  @Override
  public boolean supportsNestedProjection() {
    return false;
  }

  @Override
  public void applyProjection(int[][] projectedFields, DataType projectedType) {
    physicalType = Projection.of(projectedFields).project(physicalType);
    producedType = projectedType;
  }

  /**
   * The planner counts once more, so that too many rows would do no harm, but too few would. Where
   * records may be skipped, nobody knows before they are read how many rows give so many records.
   */
  @Override
  public void applyLimit(long rows) {
    limit = errorMode == ErrorMode.FAIL ? OptionalLong.of(rows) : OptionalLong.empty();
  }

  @Override
  public Map<String, DataType> listReadableMetadata() {
    Map<String, DataType> types = new LinkedHashMap<>();
    for (MetadataColumn column : readable) {
      types.put(column.key(), TypeConversions.fromLogicalToDataType(column.type()));
    }
    return types;
  }

  @Override
  public void applyReadableMetadata(List<String> keys, DataType typeWithMetadata) {
    metadata = keys.stream().map(this::metadataColumn).toList();
    producedType = typeWithMetadata;
  }

  private MetadataColumn metadataColumn(String key) {
    return readable.stream().filter(column -> column.key().equals(key)).findAny().orElseThrow();
  }

  @Override
  public DynamicTableSource copy() {
    return new RestTableSource(this);
  }

  /** Holds no secret: it is shown wherever the plan is. */
  @Override
  public String asSummaryString() {
    return "REST";
  }
}
