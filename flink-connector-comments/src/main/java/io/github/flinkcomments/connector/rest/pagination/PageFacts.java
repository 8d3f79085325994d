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

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * What an answer says about the listing, beside its records.
 *
 * @param uri what was asked for
 * @param base what references in the answer are relative to (RFC 3986, section 5.1.3): where
 *     redirects have led to
 * @param headers headers of the response; names are looked up in any case
 * @param captured values picked from the body, by their JSON pointers
 * @param total records, or pages, of the whole listing, if told
 * @param identities the identities of the page's records, in order
 * @param keys the sort keys of the records, in the same order; none where they have none
 * @param pastTheEnd whether a rule says that the listing ends before this page
 */
@Internal
public record PageFacts(
    URI uri,
    URI base,
    Map<String, List<String>> headers,
    Map<String, CapturedValue> captured,
    OptionalLong total,
    List<String> identities,
    List<List<String>> keys,
    boolean pastTheEnd) {

  /** An answer that no redirect has led to. */
  public PageFacts(
      URI uri,
      Map<String, List<String>> headers,
      Map<String, CapturedValue> captured,
      OptionalLong total,
      List<String> identities,
      List<List<String>> keys,
      boolean pastTheEnd) {
    this(uri, uri, headers, captured, total, identities, keys, pastTheEnd);
  }

  /** How many records the page has. */
  public int records() {
    return identities.size();
  }

  /** A value from the body, if it is there and tells something. */
  Optional<CapturedValue> value(String pointer) {
    return Optional.ofNullable(captured.get(pointer)).filter(value -> !value.isBlank());
  }

  /**
   * Tells that there is nothing at a place in the body, not even {@code null}.
   *
   * @param option the option that names the place
   * @return a sentence's end; empty if there is something, or if a page so short is the last one
   */
  Optional<String> missing(String pointer, String option, PageFill fill) {
    return captured.containsKey(pointer) || fill == PageFill.SHORT
        ? Optional.empty()
        : Optional.of("has nothing at '%s'; correct '%s'".formatted(pointer, option));
  }

  /** All values of a header. */
  List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }
}
