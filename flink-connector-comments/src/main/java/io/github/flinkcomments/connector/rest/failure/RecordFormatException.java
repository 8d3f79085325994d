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
package io.github.flinkcomments.connector.rest.failure;

import java.io.IOException;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A JSON value does not fit the type of the record or of a column. The page itself is well-formed,
 * so another request would not help.
 */
@PublicEvolving
public final class RecordFormatException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String location;
  private final String problem;

  /**
   * @param problem what is wrong, as the second half of a sentence: "must be INT, but is true"
   */
  public RecordFormatException(String problem) {
    this("", problem, null);
  }

  /**
   * @param location of the value within the record, such as {@code a.b[0]}; empty for the record
   * @param problem what is wrong, as the second half of a sentence
   */
  @Internal
  public RecordFormatException(String location, String problem, @Nullable Throwable cause) {
    super(location.isEmpty() ? problem : "Field '" + location + "' " + problem, cause);
    this.location = location;
    this.problem = problem;
  }

  /**
   * Says what is wrong with the records of a page, taken together.
   *
   * @param message a sentence
   */
  public static RecordFormatException ofPage(String message) {
    return new RecordFormatException(message);
  }

  /** Whether it says in which field it is. */
  @Internal
  public boolean isInField() {
    return !location.isEmpty();
  }

  /** Says the same of a value that is nested in the given field. */
  @Internal
  public RecordFormatException inField(String name) {
    String separator = location.isEmpty() || location.startsWith("[") ? "" : ".";
    return new RecordFormatException(name + separator + location, problem, getCause());
  }

  /** Says the same of the given element of an array. */
  @Internal
  public RecordFormatException inElement(int index) {
    return inField("[" + index + "]");
  }

  /** Says the same, and of which record of the listing: "at offset 7". */
  @Internal
  public RecordFormatException at(String place) {
    String message = "Malformed record %s: %s".formatted(place, asClause());
    return new RecordFormatException("", message, getCause());
  }

  /** What is wrong, as a clause: "its field 'a.b' must be INT, but is true". */
  @Internal
  public String asClause() {
    return location.isEmpty() ? "it " + problem : "its field '" + location + "' " + problem;
  }
}
