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
package io.github.flinkcomments.connector.delta.log.maintenance;

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultJsonHandler;
import io.delta.kernel.engine.JsonHandler;
import io.delta.kernel.engine.ParquetHandler;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.engine.WholeFileParquetHandler;
import io.github.flinkcomments.connector.delta.log.entry.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;

/**
 * Writes checkpoints and checksums into a log only while it is the log that they describe.
 *
 * <p>The table may be deleted and created anew by others meanwhile. A checksum of the old table
 * would make the new one unreadable, or pass it off as the old one: Kernel takes a table's metadata
 * from there.
 *
 * <p>It checks after the last row, right before the file is put in its place. On local files no
 * moment is left in between: the file is there under a temporary name in the directory of the log.
 * If the table was replaced before that file was begun, the check fails; if later, the file is gone
 * with the old log, and cannot get its final name.
 */
final class PublishingEngine extends StorageEngine {

  private final StorageFileIO files;
  private final FileStatus entry;

  /**
   * @param entry the log entry that everything written here describes
   */
  PublishingEngine(StorageFileIO files, FileStatus entry) {
    super(files);
    this.files = files;
    this.entry = entry;
  }

  @Override
  public JsonHandler getJsonHandler() {
    return new DefaultJsonHandler(files) {
      @Override
      public void writeJsonFileAtomically(
          String path, CloseableIterator<Row> rows, boolean overwrite) throws IOException {
        super.writeJsonFileAtomically(path, thenRequireEntry(rows), overwrite);
      }
    };
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new WholeFileParquetHandler(files) {
      @Override
      public void writeParquetFileAtomically(
          String path, CloseableIterator<FilteredColumnarBatch> rows) throws IOException {
        super.writeParquetFileAtomically(path, thenRequireEntry(rows));
      }
    };
  }

  private <T> CloseableIterator<T> thenRequireEntry(CloseableIterator<T> rows) {
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        boolean more = rows.hasNext();
        if (!more) {
          requireEntry();
        }
        return more;
      }

      @Override
      public T next() {
        return rows.next();
      }

      @Override
      public void close() throws IOException {
        rows.close();
      }
    };
  }

  private void requireEntry() {
    try {
      if (!LogFiles.isStill(this, entry)) {
        throw new NoSuchFileException(
            entry.getPath(), null, "the table was deleted, or created anew");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
