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
package io.github.flinkcomments.connector.delta.log.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/**
 * Where a data file is, below the root of its table: {@code
 * day=2026-01-02/tag=a%20b/part-….parquet} in a partition, just its name otherwise.
 *
 * <p>The directories are for people; readers take partition values from the log. So they need not
 * be what Hive would make of them to the letter. Of values everything but letters, digits and a few
 * marks of ASCII is escaped; of names of columns what is neither letter nor digit, and what files
 * cannot be called in the locale of this process.
 *
 * @param value relative, with slashes
 */
@Internal
public record DataFilePath(String value) {

  private static final int MOST_BYTES_OF_A_TEXT = 100;
  private static final int MOST_BYTES_OF_A_BEGINNING = 80;
  private static final int BYTES_OF_A_DIGEST = 8;
  private static final Pattern HALF_ESCAPE = Pattern.compile("%[0-9A-F]?$");

  private static final String NULL_DIRECTORY = "__HIVE_DEFAULT_PARTITION__";

  /** A file of a partition, or of a table without partitions; with ASCII names only. */
  static DataFilePath of(List<PartitionValue> partition, String name) {
    return of(partition, name, text -> false);
  }

  /**
   * A file of a partition, or of a table without partitions.
   *
   * @param takes whether a directory can have a name with such characters
   */
  static DataFilePath of(List<PartitionValue> partition, String name, Predicate<String> takes) {
    return new DataFilePath(
        partition.stream()
            .map(value -> directory(value, takes) + "/")
            .collect(Collectors.joining("", "", name)));
  }

  private static String directory(PartitionValue partition, Predicate<String> takes) {
    String value = partition.value().map(DataFilePath::escape).orElse(NULL_DIRECTORY);
    return shortened(column(partition.column(), takes)) + "=" + shortened(value);
  }

  /** Other readers look for the column by its name, and do not decode it. */
  private static String column(String name, Predicate<String> takes) {
    return name.codePoints()
        .mapToObj(Character::toString)
        .map(
            character ->
                Character.isLetterOrDigit(character.codePointAt(0)) && takes.test(character)
                    ? character
                    : escape(character))
        .collect(Collectors.joining());
  }

  /** What forms do to spaces and stars is nothing for paths. */
  private static String escape(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A");
  }

  /** Stores limit how long names may be. A long one is cut, and told from others by its digest. */
  private static String shortened(String text) {
    if (text.getBytes(UTF_8).length <= MOST_BYTES_OF_A_TEXT) {
      return text;
    }
    String beginning = text;
    while (beginning.getBytes(UTF_8).length > MOST_BYTES_OF_A_BEGINNING) {
      beginning = beginning.substring(0, beginning.offsetByCodePoints(beginning.length(), -1));
    }
    return HALF_ESCAPE.matcher(beginning).replaceFirst("") + "-" + digest(text);
  }

  private static String digest(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES_OF_A_DIGEST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  /** A path as it stands in the log, which is a URI. */
  public static DataFilePath fromLog(String path) {
    return new DataFilePath(URI.create(path).getPath());
  }

  /** As it stands in the log: the percent signs of the directories' names are escaped again. */
  String inLog() {
    try {
      return new URI(null, null, value, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(value, e);
    }
  }
}
