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
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An answer with records.
 *
 * @param root the whole body
 * @param path JSON pointer to the array of records; empty for the body itself
 * @param records all of them objects; none for an empty page
 */
record Page(Answer answer, JsonNode root, String path, List<JsonNode> records) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final int SHOWN_MEMBERS = 5;

  private static final String POST =
      "declare its table by hand, with 'request.body' = '{\"page_size\":{limit},\"start_cursor\":\"{cursor}\"}' or as it wants it";

  /**
   * @throws NoListingException if it is not a page of a listing
   */
  static Page of(Answer answer) throws NoListingException {
    requireSuccess(answer);
    String url = Secrets.mask(answer.uri());
    JsonNode root = json(answer, url);
    if (!root.isContainerNode()) {
      throw new NoListingException(
          "The response of %s is a single %s, not a listing; give the URL of a listing."
              .formatted(url, root.isNumber() ? "number" : "value"));
    }
    if (ErrorObject.isOne(root)) {
      throw new NoListingException(
          "The response of %s has status %d, but is an error object with the members %s; ask the API's documentation what it wants."
              .formatted(url, answer.status(), members(root)));
    }
    String path =
        RecordPath.find(root)
            .orElseThrow(
                () ->
                    new NoListingException(
                        "The response of %s is a single object with the members %s, not a listing; give the URL of a listing."
                            .formatted(url, members(root))));
    List<JsonNode> records = new ArrayList<>();
    root.at(JsonPointer.compile(path)).forEach(records::add);
    if (!records.stream().allMatch(JsonNode::isObject)) {
      throw new NoListingException(
          "The records of %s are not JSON objects, so there are no names for columns."
              .formatted(url));
    }
    return new Page(answer, root, path, List.copyOf(records));
  }

  int size() {
    return records.size();
  }

  private static void requireSuccess(Answer answer) throws NoListingException {
    if (answer.successful()) {
      return;
    }
    String hint =
        switch (answer.status()) {
          case 401, 403 ->
              "it wants other credentials; give them as --header 'Authorization: Bearer TOKEN', or as its documentation says";
          case 404, 410 -> "check the path of the URL";
          case 405 -> "it takes no GET. If it lists by POST, " + POST;
          case 429 ->
              "it wants fewer requests; try again "
                  + answer.header("Retry-After").map("after Retry-After: "::concat).orElse("later");
          default ->
              answer.status() >= 500
                  ? "the server failed; try again later"
                  : "ask its documentation which parameters and headers it requires. If it lists by POST, "
                      + POST;
        };
    throw new NoListingException(
        "%s answered with status %d: %s."
            .formatted(Secrets.mask(answer.uri()), answer.status(), hint));
  }

  private static JsonNode json(Answer answer, String url) throws NoListingException {
    String body = answer.body().strip();
    if (body.isEmpty()) {
      throw new NoListingException(
          "The response of %s has status %d and no body; give the URL of a listing."
              .formatted(url, answer.status()));
    }
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new NoListingException(
          "The response of %s is %s, not JSON; give the URL of the API itself%s."
              .formatted(
                  url,
                  format(body, answer.contentType()),
                  answer
                      .header("Content-Type")
                      .map(type -> " (its type is " + type + ")")
                      .orElse("")));
    }
  }

  private static String format(String body, String contentType) {
    if (body.startsWith("<")) {
      return contentType.contains("xml") ? "XML" : "HTML";
    }
    return body.lines().count() > 1 && body.lines().limit(2).allMatch(Page::isObject)
        ? "NDJSON, one JSON document a line"
        : "text";
  }

  private static boolean isObject(String line) {
    try {
      return JSON.readTree(line).isObject();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static String members(JsonNode root) {
    List<String> names = new ArrayList<>();
    root.fieldNames().forEachRemaining(names::add);
    String more = names.size() > SHOWN_MEMBERS ? ", …" : "";
    return names.stream().limit(SHOWN_MEMBERS).collect(Collectors.joining("', '", "'", "'" + more));
  }
}
