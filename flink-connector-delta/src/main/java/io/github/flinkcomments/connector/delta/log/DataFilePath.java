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

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a data file is, below the root of its table: {@code
 * day=2026-01-02/tag=a%20b/part-….parquet} in a partition, just its name otherwise.
 *
 * <p>The directories are for people; readers take partition values from the log. So they need not
 * be what Hive would make of them to the letter, and everything but letters, digits and a few marks
 * of ASCII is escaped: not every process has a locale in which files can have other names.
 *
 * @param value relative, with slashes
 */
record DataFilePath(String value) {

  private static final String NULL_DIRECTORY = "__HIVE_DEFAULT_PARTITION__";

  /** A file of a partition, or of a table without partitions. */
  static DataFilePath of(List<PartitionValue> partition, String name) {
    return new DataFilePath(
        partition.stream().map(DataFilePath::directory).collect(Collectors.joining("", "", name)));
  }

  private static String directory(PartitionValue partition) {
    String value = partition.value().map(DataFilePath::escape).orElse(NULL_DIRECTORY);
    return escape(partition.column()) + "=" + value + "/";
  }

  /** What forms do to spaces and stars is nothing for paths. */
  private static String escape(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** A path as it stands in the log, which is a URI. */
  static DataFilePath fromLog(String path) {
    return new DataFilePath(URI.create(path).getPath());
  }

  /** As it stands in the log: the percent signs of the directories' names are escaped again. */
  String inLog() {
    try {
      return new URI(null, null, value, null).getRawPath();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(value, e);
    }
  }
}
