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
package io.github.flinkcomments.connector.delta.log.engine;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A file of the log as Kernel writes it.
 *
 * @param path as Kernel calls it
 * @param inside as the storage calls it
 */
record StorageOutputFile(TableStorage storage, String path, String inside) implements OutputFile {

  @Override
  public PositionOutputStream create(boolean atomic) {
    throw new UnsupportedOperationException(
        "Streams do not tell a finished file from one that was given up: see WholeFileParquetHandler.");
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    TableStorage.Content content =
        output -> {
          try (lines) {
            while (lines.hasNext()) {
              output.write(lines.next().getBytes(StandardCharsets.UTF_8));
              output.write('\n');
            }
          }
        };
    if (overwrite) {
      storage.putReplacing(inside, content);
    } else {
      storage.putIfAbsent(inside, content);
    }
  }
}
