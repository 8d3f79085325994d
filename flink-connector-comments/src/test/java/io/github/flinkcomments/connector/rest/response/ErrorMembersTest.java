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
package io.github.flinkcomments.connector.rest.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorMembersTest {

  @Test
  void errorIsQuoted() {
    assertThat(find("/error", "\"no such page\"")).contains("\"error\": \"no such page\"");
    assertThat(find("/errors", "[1]")).contains("\"errors\": [1]");
    assertThat(find("/ok", "false")).contains("\"ok\": false");
    assertThat(find("/ok", "true")).isEmpty();
    assertThat(find("/success", "false")).contains("\"success\": false");
    assertThat(find("/success", "true")).isEmpty();
    assertThat(find("/success", "null")).isEmpty();
    assertThat(find("/other", "\"no such page\"")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "false", "0", "\"\"", "[]", "{ }"})
  void memberWithoutContentIsNoError(String value) {
    assertThat(find("/error", value)).isEmpty();
  }

  private static Optional<String> find(String pointer, String value) {
    return ErrorMembers.find(asked -> Optional.ofNullable(Map.of(pointer, value).get(asked)));
  }
}
