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
package io.github.flinkcomments.connector.delta.writer;

import io.github.flinkcomments.connector.delta.log.DataFile;
import io.github.flinkcomments.connector.delta.log.TableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * Writes the rows of one subtask into as many data files as they need. Used by the task's thread
 * only.
 *
 * <p>Life of a file: it is opened by the first row after a checkpoint or after another file was
 * full, finished when it is full or at {@link #finish()}, and is handed over once. From then on it
 * belongs to whoever commits it; {@link #close()} removes only what was not handed over.
 */
public final class RollingDataFileWriter implements AutoCloseable {

  /** Asking Parquet for its size walks over all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 100;

  private final TableFiles files;
  private final RowType rowType;
  private final DataFileOptions options;
  private final int subtask;

  private final List<DataFile> finished = new ArrayList<>();
  private Optional<DataFileWriter> current = Optional.empty();

  /**
   * Makes no access yet.
   *
   * @param rowType the {@code rowType} of the table's {@code TableDescription}
   * @param subtask shows in the names of files; it needs not be unique
   */
  public RollingDataFileWriter(
      TableFiles files, RowType rowType, DataFileOptions options, int subtask) {
    this.files = files;
    this.rowType = rowType;
    this.options = options;
    this.subtask = subtask;
  }

  /**
   * Adds one row; does not keep it.
   *
   * @throws IllegalArgumentException if the row is not an insertion, or has null in a column that
   *     is {@code NOT NULL}
   */
  public void write(RowData row) throws IOException {
    if (row.getRowKind() != RowKind.INSERT) {
      throw new IllegalArgumentException(
          "Got a row of kind %s, but this sink only appends: the query in front of it must not update or delete."
              .formatted(row.getRowKind()));
    }
    DataFileWriter writer = writer();
    writer.write(row);
    if (writer.rowCount() % ROWS_BETWEEN_SIZE_CHECKS == 0
        && writer.size() >= options.targetFileSize().getBytes()) {
      finishCurrent();
    }
  }

  private DataFileWriter writer() throws IOException {
    if (current.isEmpty()) {
      current = Optional.of(DataFileWriter.open(files, nextName(), rowType, options.compression()));
    }
    return current.get();
  }

  private String nextName() {
    return "part-%05d-%s-c000%s"
        .formatted(subtask, UUID.randomUUID(), options.compression().fileExtension());
  }

  private void finishCurrent() throws IOException {
    if (current.isPresent()) {
      finished.add(current.get().finish());
      current = Optional.empty();
    }
  }

  /** All files since the last call, complete and on disk. Empty if there were no rows. */
  public List<DataFile> finish() throws IOException {
    finishCurrent();
    List<DataFile> handedOver = List.copyOf(finished);
    finished.clear();
    return handedOver;
  }

  /** Removes the files that were not handed over. */
  @Override
  public void close() throws IOException {
    if (current.isPresent()) {
      current.get().abort();
      current = Optional.empty();
    }
    for (DataFile file : finished) {
      files.delete(file);
    }
    finished.clear();
  }
}
