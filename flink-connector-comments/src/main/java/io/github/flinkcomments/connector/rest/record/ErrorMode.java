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
package io.github.flinkcomments.connector.rest.record;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;
import org.apache.flink.configuration.description.TextElement;

/**
 * What happens to a malformed record: one that does not fit the record type, or has nothing at
 * {@code record.key-pointer}. A page that is not a page is an error in every mode.
 */
@PublicEvolving
public enum ErrorMode implements DescribedEnum {
  FAIL("The job stops, and the message says which record it is and what is wrong with it."),
  SKIP(
      "The record is left out, counted and logged, and the position moves past it. "
          + "It is not read again."),
  DEAD_LETTER(
      "The record is left out, counted and logged as with skip, and written to a file in the "
          + "directory error.dead-letter-path, once with the checkpoint.");

  private final String description;

  ErrorMode(String description) {
    this.description = description;
  }

  @Override
  public InlineElement getDescription() {
    return TextElement.text(description);
  }

  /** The name in options, such as {@code dead-letter}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
