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
package io.github.flinkcomments.connector.rest.pagination;

import org.apache.flink.annotation.Internal;

/** What a listing's answers can show at its end: the values of {@code pagination.end}. */
@Internal
public enum EndCondition {
  /** As many records, or pages, were read as the total tells. */
  TOTAL("total"),
  /** A page has fewer records than were asked for, or than the page before it. */
  SHORT_PAGE("short-page"),
  /** A page has no record. */
  EMPTY_PAGE("empty-page"),
  /** The response has no link to a next page. */
  MISSING_LINK("missing-link"),
  /** The response has no token of a next page. */
  MISSING_TOKEN("missing-token"),
  /** The value at {@code pagination.end-pointer} is null, or missing. */
  NULL_POINTER("null-pointer"),
  /** The value at {@code pagination.end-pointer} is {@code pagination.end-value}. */
  FLAG("flag"),
  /** The response tells the token again by which it was asked for. */
  SAME_TOKEN("same-token"),
  /** A page has the same records as the page before it. */
  REPEATED_PAGE("repeated-page"),
  /** A rule of {@code response.rules} says that the page lies past the end. */
  RULE("rule");

  private final String key;

  EndCondition(String key) {
    this.key = key;
  }

  /** The name by which an option gives it. */
  public String key() {
    return key;
  }
}
