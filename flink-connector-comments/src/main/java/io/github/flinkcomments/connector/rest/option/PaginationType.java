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
package io.github.flinkcomments.connector.rest.option;

import java.util.Locale;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.description.InlineElement;
import org.apache.flink.configuration.description.TextElement;

/** How pages are asked for: the values of {@link RestPaginationOptions#TYPE}. */
@PublicEvolving
public enum PaginationType implements DescribedEnum {
  OFFSET("By the offset of the first record and the number of records."),
  PAGE_NUMBER("By the number of the page."),
  KEYSET("By the sort key of the last record read (seek)."),
  CURSOR("By a token for the next page, which each response contains."),
  LINK_HEADER("By the link to the next page in the header Link (RFC 8288)."),
  NEXT_URL("By the URL of the next page in the body."),
  NONE(
      "No pages: one response holds the whole listing, which is emitted again when it "
          + "has changed.");

  private final String description;

  PaginationType(String description) {
    this.description = description;
  }

  @Override
  public InlineElement getDescription() {
    return TextElement.text(description);
  }

  /** The name in options, such as {@code page-number}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
