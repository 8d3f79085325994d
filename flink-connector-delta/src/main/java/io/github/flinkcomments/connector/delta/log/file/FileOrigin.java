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

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * Which attempt of which writer has written a data file, and when. The file's name tells. A writer
 * that is restored knows from it what the attempts before it have left behind.
 *
 * @param series of a writer in one job, through all its attempts; 16 hexadecimal digits
 * @param interval how many snapshots of this series came before
 * @param generation how many times the series was restored on the way to this attempt. Attempts
 *     that are restored from one snapshot have the same, those that are restored from a snapshot of
 *     such an attempt the next
 * @param attempt tells attempts of one generation from each other; 16 hexadecimal digits
 */
@Internal
public record FileOrigin(String series, long interval, int generation, String attempt) {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:.*/)?part-([0-9a-f]{16})-(\\d+)-(\\d+)-([0-9a-f]{16})-\\d{5,}-c\\d+\\..*");

  public FileOrigin {
    requireNonNull(series);
    requireNonNull(attempt);
  }

  /** Of a writer that begins a series. */
  public static FileOrigin first() {
    return new FileOrigin(random(), 0, 0, random());
  }

  private static String random() {
    return HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits());
  }

  /** Of the same attempt, after its next snapshot. */
  public FileOrigin afterSnapshot() {
    return new FileOrigin(series, interval + 1, generation, attempt);
  }

  /** Of an attempt that is restored from the snapshot before this. */
  public FileOrigin restored() {
    return new FileOrigin(series, interval, generation + 1, random());
  }

  /**
   * A name that no other file has.
   *
   * @param subtask who writes the file; it needs not be unique
   * @param number of the file among those of the attempt
   * @param extension begins with a dot
   */
  public String fileName(int subtask, long number, String extension) {
    return "%s%d-%d-%s-%05d-c%03d%s"
        .formatted(namePrefix(), interval, generation, attempt, subtask, number, extension);
  }

  /** The beginning of the names of all files of the series, and of no others. */
  public String namePrefix() {
    return "part-%s-".formatted(series);
  }

  /**
   * Whether a file was written in this interval or later, by an attempt that this one has replaced:
   * not by itself, nor by one that comes after it.
   *
   * @param path of a data file, with slashes
   */
  public boolean hasReplacedTheOriginOf(String path) {
    Matcher name = NAME.matcher(path);
    return name.matches()
        && name.group(1).equals(series)
        && Long.parseLong(name.group(2)) >= interval
        && Integer.parseInt(name.group(3)) <= generation
        && !name.group(4).equals(attempt);
  }
}
