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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.job.JobFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory that a run is to write into.
 *
 * @param role how messages call it, with an article
 * @param path absolute
 */
record LocalDirectory(String role, Path path) {

  /**
   * Makes the directory if it is not there: not every file system that says that it can be written
   * to keeps its word.
   *
   * @throws JobFailedException if it cannot be made, or this process may not write into it
   */
  void require() throws JobFailedException {
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw unusable(e);
    }
    if (!Files.isWritable(path)) {
      throw unusable(null);
    }
  }

  /**
   * Makes the directory as {@link #require} does, and leaves things as they were: who is told to
   * bring a table back to its place must not find a directory there.
   *
   * @throws JobFailedException if it cannot be made, or this process may not write into it
   */
  void requirePossible() throws JobFailedException {
    Path above = existing();
    try {
      require();
    } finally {
      removeBelow(above);
    }
  }

  private void removeBelow(Path above) {
    for (Path made = path; !made.equals(above); made = made.getParent()) {
      try {
        Files.deleteIfExists(made);
      } catch (IOException e) {
        // Another run has begun to use it.
        return;
      }
    }
  }

  /** The directory, or the lowest one above it that is there. */
  private Path existing() {
    Path existing = path;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return existing;
  }

  private JobFailedException unusable(IOException cause) {
    Path existing = existing();
    String reason =
        Files.isDirectory(existing)
            ? "this process may not write to '%s'. Grant that, or choose another path."
            : "'%s' is not a directory. Choose another path.";
    return new JobFailedException(
        "%s '%s' cannot be used: ".formatted(role, path) + reason.formatted(existing), cause);
  }
}
