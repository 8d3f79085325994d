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
package io.github.flinkcomments.connector.delta.log.file;

import io.delta.kernel.internal.SnapshotImpl;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** Looks at data files before they are committed, and says in our words what goes wrong. */
@Internal
public final class DataFileChecks {

  private final TableStorage storage;
  private final String path;
  private final ParallelCalls parallel;
  private final DataFileSchemas schemas;
  private final MappedDataFiles mapped;

  public DataFileChecks(StorageFileIO files, String path, ParallelCalls parallel) {
    this.storage = files.storage();
    this.path = path;
    this.parallel = parallel;
    this.schemas = new DataFileSchemas(files, path, parallel);
    this.mapped = new MappedDataFiles(schemas, path);
  }

  /** Those that are not there, or have not the size that they were written with. */
  public List<DataFile> missing(List<DataFile> files) {
    try {
      return DataFilePresence.missing(storage, files, parallel);
    } catch (IOException e) {
      throw new DeltaTableException.AccessFailed(
          "The data files of the Delta table at %s cannot be checked: %s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** Makes sure that readers of a table with mapped columns find those of the files. */
  public void requireFound(List<DataFile> files, TableLayout current) {
    run(() -> mapped.requireFound(files, current));
  }

  /** Makes sure that the files have all columns of the table that must not be null. */
  public void requireColumns(List<DataFile> files, SnapshotImpl table) {
    run(() -> RequiredColumns.of(table).requireIn(files, schemas));
  }

  private interface Check {
    void run() throws IOException;
  }

  private void run(Check check) {
    try {
      check.run();
    } catch (IOException e) {
      throw new DeltaTableException.AccessFailed(
          "A data file of the Delta table at %s cannot be read, and nothing was committed: %s"
              .formatted(path, e),
          e);
    }
  }
}
