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
package io.github.flinkcomments.connector.delta.log;

import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local file as Kernel writes it. */
record LocalOutputFile(Path file) implements OutputFile {

  @Override
  public String path() {
    return file.toString();
  }

  /**
   * Writes under the given name from the start, also if {@code atomic} is asked for: closing a
   * stream does not tell a finished file from one that was given up, so publishing whole files is
   * left to {@link WholeFileParquetHandler}, which knows.
   */
  @Override
  public PositionOutputStream create(boolean atomic) throws IOException {
    return new SyncedOutput(file);
  }

  @Override
  public void writeAtomically(CloseableIterator<String> lines, boolean overwrite)
      throws IOException {
    Path temporary = Durable.temporaryFor(file);
    try {
      write(lines, temporary);
      if (overwrite) {
        Durable.publishReplacing(temporary, file);
      } else {
        Durable.publishIfAbsent(temporary, file);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void write(CloseableIterator<String> lines, Path target) throws IOException {
    try (lines;
        SyncedOutput output = new SyncedOutput(target)) {
      while (lines.hasNext()) {
        output.write(lines.next().getBytes(StandardCharsets.UTF_8));
        output.write('\n');
      }
    }
  }
}
