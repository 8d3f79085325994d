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

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a table is. For now that is a directory of a file system that every process of the job
 * mounts at the same place.
 */
final class TableLocation {

  private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)");

  private TableLocation() {}

  /**
   * The directory meant by {@code /directory}, {@code file:/directory} or {@code
   * file:///directory}. As everywhere in Hadoop and Flink, a percent sign is a percent sign: what
   * follows the scheme is not decoded.
   *
   * @throws IllegalArgumentException for other schemes, relative paths and any storage option
   */
  static Path resolve(String tablePath, Map<String, String> storageOptions) {
    Path directory = Path.of(withoutScheme(tablePath));
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException(
          "The table path '%s' is relative, but the processes of a cluster have different working directories: give an absolute path."
              .formatted(tablePath));
    }
    if (!storageOptions.isEmpty()) {
      throw new IllegalArgumentException(
          "The table path '%s' is local and takes no storage options: remove %s."
              .formatted(tablePath, new TreeSet<>(storageOptions.keySet())));
    }
    return directory.normalize();
  }

  /**
   * Checks that there is a directory, or that there may be one.
   *
   * @return it, or the lowest one above that is there
   * @throws DeltaTableException.UnusableLocation if a file is in its place
   */
  static Path requireDirectory(Path directory) {
    Path existing = directory;
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!Files.isDirectory(existing)) {
      throw new DeltaTableException.UnusableLocation(
          "The table path '%s' cannot be used: '%s' is not a directory. Choose another path."
              .formatted(directory, existing));
    }
    return existing;
  }

  /**
   * Checks that there is a directory that this process may write, or that it may make one.
   *
   * @throws DeltaTableException.UnusableLocation if not: nobody but the user can mend that
   */
  static void requireWritable(Path directory) {
    Path existing = requireDirectory(directory);
    if (!Files.isWritable(existing)) {
      throw notWritable(directory, existing);
    }
  }

  /**
   * Makes the directory if it is not there. Not every file system that says it can be written to
   * keeps its word.
   *
   * @throws DeltaTableException.UnusableLocation if it is refused; other failures may go away, and
   *     whoever writes to the directory meets them again
   */
  static void create(Path directory) {
    try {
      Files.createDirectories(directory);
    } catch (AccessDeniedException | NoSuchFileException e) {
      throw notWritable(directory, requireDirectory(directory));
    } catch (IOException e) {
      // See above.
    }
  }

  private static DeltaTableException notWritable(Path directory, Path existing) {
    return new DeltaTableException.UnusableLocation(
        "The table path '%s' cannot be used: this process may not write to '%s'. Grant that, or choose another path."
            .formatted(directory, existing));
  }

  private static String withoutScheme(String tablePath) {
    Matcher parts = WITH_SCHEME.matcher(tablePath);
    if (!parts.matches()) {
      return tablePath;
    }
    if (!parts.group(1).equalsIgnoreCase("file")) {
      throw new IllegalArgumentException(
          "The table path '%s' has the scheme '%s', but tables can only be on local paths so far: use /directory or file:///directory."
              .formatted(tablePath, parts.group(1)));
    }
    String path = parts.group(2);
    if (!path.startsWith("//")) {
      return path;
    }
    if (!path.startsWith("///")) {
      throw new IllegalArgumentException(
          "The table path '%s' names a host, which a local path cannot: use file:///directory, with three slashes."
              .formatted(tablePath));
    }
    return path.substring(2);
  }
}
