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

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a directory is written as the path of a table. */
final class LocalLocation {

  static final String SCHEME = "file";

  private static final Pattern WITH_SCHEME = Pattern.compile("(?i)" + SCHEME + ":(.*)");

  private LocalLocation() {}

  /**
   * The directory meant by {@code /directory}, {@code file:/directory} or {@code
   * file:///directory}. As everywhere in Hadoop and Flink, a percent sign is a percent sign: what
   * follows the scheme is not decoded.
   *
   * @throws IllegalArgumentException for relative paths and any storage option
   */
  static Path resolve(String tablePath, Map<String, String> storageOptions) {
    Path directory = Path.of(withoutScheme(tablePath));
    if (!directory.isAbsolute()) {
      throw new IllegalArgumentException(
          "The table path '%s' is relative, but the processes of a cluster have different working directories; give an absolute path."
              .formatted(tablePath));
    }
    if (!storageOptions.isEmpty()) {
      throw new IllegalArgumentException(
          "The table path '%s' is local and takes no storage options; remove %s."
              .formatted(tablePath, new TreeSet<>(storageOptions.keySet())));
    }
    return directory.normalize();
  }

  private static String withoutScheme(String tablePath) {
    Matcher parts = WITH_SCHEME.matcher(tablePath);
    if (!parts.matches()) {
      return tablePath;
    }
    String path = parts.group(1);
    if (!path.startsWith("//")) {
      return path;
    }
    if (!path.startsWith("///")) {
      throw new IllegalArgumentException(
          "The table path '%s' names a host, which a local path cannot; use file:///directory, with three slashes."
              .formatted(tablePath));
    }
    return path.substring(2);
  }
}
