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
package io.github.flinkcomments.connector.delta.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A directory that is there, or may be made.
 *
 * @param path absolute
 */
record LocalDirectory(Path path) {

  /**
   * Checks that there is a directory, or that there may be one.
   *
   * @return it, or the lowest one above that is there
   * @throws UnusableLocationException if a file is in its place
   */
  Path requirePossible() throws UnusableLocationException {
    Path existing = path;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new UnusableLocationException(
          "The table path '%s' cannot be used: '%s' is not a directory. Choose another path."
              .formatted(path, existing));
    }
    return existing;
  }

  /** Checks that there is a directory that this process may write, or that it may make one. */
  void requireWritable() throws UnusableLocationException {
    Path existing = requirePossible();
    if (!Files.isWritable(existing)) {
      throw notWritable(existing);
    }
  }

  /**
   * Makes the directory if it is not there. Not every file system that says it can be written to
   * keeps its word.
   */
  void create() throws UnusableLocationException {
    try {
      Durable.createDirectories(path);
    } catch (AccessDeniedException | NoSuchFileException e) {
      throw notWritable(requirePossible());
    } catch (IOException e) {
      // May go away, and whoever writes below meets it again.
    }
  }

  private UnusableLocationException notWritable(Path existing) {
    return new UnusableLocationException(
        "The table path '%s' cannot be used: this process may not write to '%s'. Grant that, or choose another path."
            .formatted(path, existing));
  }
}
