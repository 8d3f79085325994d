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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.types.RowKind;

/**
 * Writes the rows of one subtask into as many data files as they need. Used by the task's thread
 * only.
 *
 * <p>Life of a file: it is opened by the first row of its partition after a checkpoint or after
 * another file was full, finished when it is full, when other partitions need its place, or at
 * {@link #finish()}, and is handed over once. From then on it belongs to whoever commits it; {@link
 * #close()} removes only what was not handed over.
 */
@Internal
public final class RollingDataFileWriter implements AutoCloseable {

  /** Asking Parquet for its size walks over all columns. */
  private static final int ROWS_BETWEEN_SIZE_CHECKS = 100;

  private static final long BYTES_BETWEEN_SIZE_CHECKS = 1024 * 1024;

  /**
   * For all open files together, however many there may be, and from the first row on: encoded
   * pages, rows that are not encoded yet, and what a store gathers before it sends it.
   */
  static final long MOST_BYTES_IN_MEMORY = 4L * DataFileWriter.ROW_GROUP_SIZE;

  private final TableFiles files;
  private final DataFileOptions options;
  private final int subtask;

  private final TableLayout layout;
  private final Partitioner partitioner;
  private final RowEncoding encoding;
  private final OpenFiles open;
  private final Dictionaries dictionaries = new Dictionaries();
  private FileOrigin origin;
  private long nextFile;

  /**
   * Makes no access yet.
   *
   * @param files closed together with the writer
   * @param layout the {@code layout} of the table's {@code TableDescription}
   * @param subtask shows in the names of files; it needs not be unique
   * @param origin of the files; no other writer has its attempt
   */
  public RollingDataFileWriter(
      TableFiles files,
      TableLayout layout,
      DataFileOptions options,
      int subtask,
      FileOrigin origin) {
    this.files = files;
    this.options = options;
    this.subtask = subtask;
    this.origin = origin;
    this.layout = layout;
    this.partitioner = new Partitioner(layout);
    this.encoding = RowEncoding.of(layout);
    this.open = new OpenFiles(options.maxOpenPartitions(), MOST_BYTES_IN_MEMORY, files, this::open);
  }

  /**
   * Adds one row; does not keep it.
   *
   * @throws UnwritableRowException if the row is not an insertion, has null in a column that is
   *     {@code NOT NULL}, or a value that the table cannot hold as it is
   */
  public void write(RowData row) throws IOException {
    if (row.getRowKind() != RowKind.INSERT) {
      throw new UnwritableRowException(
          "Got a row of kind %s, but this sink only appends: the query in front of it must not update or delete."
              .formatted(row.getRowKind()));
    }
    List<Object> partition = partitioner.partitionOf(row);
    DataFileWriter file = open.of(partition);
    long before = file.bytesInMemory();
    file.write(row);
    if (file.rowCount() % ROWS_BETWEEN_SIZE_CHECKS == 0
        || file.unmeasured() >= BYTES_BETWEEN_SIZE_CHECKS) {
      file.measure();
    }
    open.grewBy(file.bytesInMemory() - before);
    if (file.size() >= options.targetFileSize().getBytes()) {
      open.finishIfOpen(partition, file);
    }
  }

  private DataFileWriter open(List<Object> partition) throws IOException {
    return DataFileWriter.open(
        files,
        partitioner.describe(partition),
        origin.fileName(subtask, nextFile++, options.compression().fileExtension()),
        layout,
        encoding,
        options,
        dictionaries);
  }

  /** A snapshot was taken; files that are opened from now on come after it. */
  public FileOrigin afterSnapshot() {
    origin = origin.afterSnapshot();
    return origin;
  }

  /** All files since the last call, complete and on disk. Empty if there were no rows. */
  public List<DataFile> finish() throws IOException {
    return open.finishAll();
  }

  /** Removes the files that were not handed over. */
  @Override
  public void close() throws IOException {
    List<AutoCloseable> all = new ArrayList<>();
    all.add(open::abort);
    open.takeFinished().forEach(file -> all.add(() -> files.delete(file)));
    all.add(files);
    OpenFiles.closeAll(all);
  }
}
