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
package io.github.flinkcomments.connector.delta.log.entry;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/** Looks at the files of the log. */
@Internal
public final class LogFiles {

  private LogFiles() {}

  static Optional<FileStatus> status(Engine engine, String file) throws IOException {
    try {
      return Optional.of(engine.getFileSystemClient().getFileStatus(file));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a file is still the one that was seen: not deleted, nor made anew. A table that is
   * created anew has the same names.
   */
  public static boolean isStill(Engine engine, FileStatus seen) throws IOException {
    return status(engine, seen.getPath())
        .filter(now -> now.getModificationTime() == seen.getModificationTime())
        .filter(now -> now.getSize() == seen.getSize())
        .isPresent();
  }
}
