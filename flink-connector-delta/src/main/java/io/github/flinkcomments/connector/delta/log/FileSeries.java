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

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.UUID;

/**
 * What tells from a data file's name when it was written: between which two snapshots of which
 * writer. A writer that is restored from the first of the two writes under the same series again,
 * so it knows what an attempt before it may have left behind.
 *
 * @param id part of the names, 16 hexadecimal digits
 */
public record FileSeries(String id) {

  public FileSeries {
    requireNonNull(id);
  }

  /** One that nobody else has. */
  public static FileSeries random() {
    return new FileSeries(HexFormat.of().toHexDigits(UUID.randomUUID().getMostSignificantBits()));
  }

  /**
   * A name that no other file has.
   *
   * @param subtask who writes the file; it needs not be unique
   * @param extension begins with a dot
   */
  public String newFileName(int subtask, String extension) {
    return "part-%05d-%s-%s-c000%s".formatted(subtask, id, UUID.randomUUID(), extension);
  }

  /**
   * Whether a file is of this series.
   *
   * @param path of a data file, with slashes
   */
  boolean contains(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("part-") && name.contains("-" + id + "-");
  }
}
