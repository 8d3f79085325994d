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
package io.github.flinkcomments.connector.delta.s3;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a table is.
 *
 * @param root as the user wrote it, without a slash at the end
 * @param bucket its name
 * @param prefix what the keys of all objects of the table begin with; ends with a slash
 */
record S3Location(String root, String bucket, String prefix) {

  static final Set<String> SCHEMES = Set.of("s3", "s3a");

  private static final Pattern PATH =
      Pattern.compile("([A-Za-z0-9]+)://([a-z0-9][a-z0-9._-]*)/+(.*?)/*");

  /**
   * The place meant by {@code s3://bucket/path} or {@code s3a://bucket/path}. A percent sign is a
   * percent sign: nothing is decoded.
   *
   * @throws IllegalArgumentException for anything else
   */
  static S3Location of(String tablePath) {
    Matcher parts = PATH.matcher(tablePath);
    if (!parts.matches() || parts.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "The table path '%s' names no table on S3: give a bucket and a path in it, as in s3://bucket/path."
              .formatted(tablePath));
    }
    String path = parts.group(3);
    if (hasEmptyOrDottedPart(path)) {
      throw new IllegalArgumentException(
          "The table path '%s' has an empty part, '.' or '..', which are names like any other on S3: leave them out."
              .formatted(tablePath));
    }
    String root = "%s://%s/%s".formatted(parts.group(1), parts.group(2), path);
    return new S3Location(root, parts.group(2), path + "/");
  }

  private static boolean hasEmptyOrDottedPart(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return true;
      }
    }
    return false;
  }

  /** The key of a file of the table. */
  String key(String path) {
    return prefix + path;
  }

  /** The path of a file of the table, by its key. */
  String path(String key) {
    return key.substring(prefix.length());
  }

  @Override
  public String toString() {
    return root;
  }
}
