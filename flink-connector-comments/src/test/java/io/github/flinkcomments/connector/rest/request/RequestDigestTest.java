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
package io.github.flinkcomments.connector.rest.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestDigestTest {

  private static final String BODY = "{\"size\": {limit}, \"user\": \"me\", \"ids\": [1, 2]}";

  /** It is state, so it never changes. */
  @Test
  void digestStaysWhatItIs() {
    assertThat(digest(Map.of(), "")).isEqualTo("01ba4719");
    assertThat(digest(Map.of("status", "open"), "")).isEqualTo("f7c888cb");
    assertThat(digest(Map.of(), BODY)).isEqualTo("47f88c28");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "{\"size\": {limit}, \"user\": \"you\", \"ids\": [1, 2]}",
        "{\"size\": {limit}, \"user\": \"me\", \"ids\": [1, 3]}",
        "{\"size\": {limit}, \"users\": \"me\", \"ids\": [1, 2]}",
        "{\"size\": {limit}, \"user\": \"me\", \"ids\": [1, 2], \"token\": 1}",
      })
  void otherBodyIsAnotherRequest(String body) {
    assertThat(digest(Map.of(), body)).isNotEqualTo(digest(Map.of(), BODY));
  }

  @Test
  void otherParameterIsAnotherRequest() {
    String open = digest(Map.of("status", "open"), "");
    assertThat(digest(Map.of("status", "closed"), "")).isNotEqualTo(open);
    assertThat(digest(Map.of("state", "open"), "")).isNotEqualTo(open);
    assertThat(digest(Map.of("status", "open", "sort", "id"), "")).isNotEqualTo(open);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      value = {
        "{\"a\": 1, \"token\": \"hush\"} @ {\"a\": 1, \"token\": \"quiet\"}",
        "{\"a\": 1, \"token\" : 12} @ {\"a\": 1, \"token\" : 34}",
        "{\"a\": {\"password\": \"x\\\"y\"}} @ {\"a\": {\"password\": \"z\"}}",
        "{\"tokens\": [\"hush\", \"quiet\"]} @ {\"tokens\": []}",
        "a=1&token=hush @ a=1&token=quiet",
      })
  void otherSecretIsTheSameRequest(String before, String now) {
    assertThat(digest(Map.of(), now)).isEqualTo(digest(Map.of(), before));
  }

  @Test
  void otherSecretInAParameterIsTheSameRequest() {
    assertThat(digest(Map.of("api_key", "quiet"), ""))
        .isEqualTo(digest(Map.of("api_key", "hush"), ""));
    assertThat(digest(Map.of("filter", "a=1&token=quiet"), ""))
        .isEqualTo(digest(Map.of("filter", "a=1&token=hush"), ""));
  }

  /** A query of GraphQL is a string of any length. */
  @ParameterizedTest
  @ValueSource(strings = {"a", "\\n", "\\\"", "{", "é"})
  void bodyMayBeLong(String repeated) {
    String text = repeated.repeat(50_000);
    String hush = "{\"query\": \"%s\", \"token\": \"%s\"}".formatted(text, "hush" + text);
    String quiet = "{\"query\": \"%s\", \"token\": \"%s\"}".formatted(text, "quiet");
    String other = "{\"query\": \"%s\", \"token\": \"%s\"}".formatted(text + "b", "quiet");

    assertThat(digest(Map.of(), hush)).isEqualTo(digest(Map.of(), quiet));
    assertThat(digest(Map.of(), other)).isNotEqualTo(digest(Map.of(), quiet));
  }

  private static String digest(Map<String, String> query, String body) {
    return new RequestTemplate(
            PageCall.Method.POST, "http://host/", query, Map.of(), Map.of(), body, Set.of("limit"))
        .digest();
  }
}
