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
package io.github.flinkcomments.examples.suggest;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks for pages of one listing, and remembers the records. A question without an answer leaves
 * something open, and nothing more: whatever was seen is worth a draft.
 */
final class Questions {

  private static final int TOO_MANY_REQUESTS = 429;

  private final Api api;
  private final URI url;
  private final Map<String, String> always = new LinkedHashMap<>();
  private final Set<JsonNode> records = new LinkedHashSet<>();
  private Optional<String> key = Optional.empty();
  private OptionalInt refusedWith = OptionalInt.empty();
  private boolean throttled;

  Questions(Api api, URI url) {
    this.api = api;
    this.url = url;
  }

  /**
   * Asks for the URL as it is.
   *
   * @throws NoListingException if the response is not a page of a listing
   */
  Page first() throws NoListingException, InterruptedException {
    return learned(Page.of(api.get(url)));
  }

  /** Asks for the listing with these parameters; empty if there is no page for them. */
  Optional<Page> ask(Map<String, String> parameters) throws InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(always);
    all.putAll(parameters);
    return follow(Query.with(url, all));
  }

  /**
   * Asks for a URL of the API's own; empty if there is no page at it, or it is of another origin.
   */
  Optional<Page> follow(URI target) throws InterruptedException {
    refusedWith = OptionalInt.empty();
    if (throttled || api.left() <= 0 || !HttpApi.origin(target).equals(HttpApi.origin(url))) {
      return Optional.empty();
    }
    try {
      Answer answer = api.get(target);
      if (!answer.successful()) {
        refusedWith = OptionalInt.of(answer.status());
        throttled = answer.status() == TOO_MANY_REQUESTS;
        return Optional.empty();
      }
      return Optional.of(learned(Page.of(answer)));
    } catch (NoListingException e) {
      return Optional.empty();
    }
  }

  /** Sends a parameter with each question from now on. */
  void always(Map<String, String> parameters) {
    always.putAll(parameters);
  }

  /** The status by which the last question was refused. */
  OptionalInt refusedWith() {
    return refusedWith;
  }

  boolean throttled() {
    return throttled;
  }

  int left() {
    return api.left();
  }

  int asked() {
    return api.requests();
  }

  URI url() {
    return url;
  }

  /** All records that were seen, in the order in which they came. */
  List<JsonNode> records() {
    return List.copyOf(records);
  }

  Optional<String> key() {
    return key;
  }

  /** What two answers have alike if they hold the same record. */
  JsonNode identity(JsonNode record) {
    return key.map(pointer -> record.at(JsonPointer.compile(pointer))).orElse(record);
  }

  List<JsonNode> identities(Page page) {
    return page.records().stream().map(this::identity).toList();
  }

  /** Whether a page has records, and none of another one. */
  boolean isAnotherPage(Page page, Page before) {
    Set<JsonNode> seen = new HashSet<>(identities(before));
    return !page.records().isEmpty() && identities(page).stream().noneMatch(seen::contains);
  }

  private Page learned(Page page) {
    if (key.isEmpty() && records.isEmpty() && !page.records().isEmpty()) {
      key = RecordKey.find(page.records());
    }
    records.addAll(page.records());
    return page;
  }
}
