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

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryParametersTest {

  @Test
  void onlyWhatNeedsNoEncodingIsKept() {
    assertThat(QueryParameters.encode("aZ09-._~ *+&ü")).isEqualTo("aZ09-._%7E%20%2A%2B%26%C3%BC");
  }

  @ParameterizedTest
  @CsvSource({
    "a=1&b=2, b, true",
    "a=1&b, b, true",
    "a%20b=1, a b, true",
    "a=b, b, false",
    "ab=1, a, false",
    ", a, false"
  })
  void parameterIsFoundByItsDecodedName(String query, String name, boolean found) {
    assertThat(QueryParameters.contains(query, name)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/, http://host/?a=3%204",
    "http://host/?b=2&c, http://host/?b=2&c&a=3%204",
    "http://host/?a=1&&b=2&a=5#part, http://host/?b=2&a=3%204",
    "http://host/?a=1, http://host/?a=3%204"
  })
  void addedParameterReplacesThoseOfTheSameName(URI uri, String expected) {
    assertThat(QueryParameters.added(uri, Map.of("a", "3 4"))).hasToString(expected);
  }

  @Test
  void urlWithoutFurtherParametersStaysAsItIs() {
    URI uri = URI.create("http://host/?&a=1#part");
    assertThat(QueryParameters.added(uri, Map.of())).isSameAs(uri);
  }
}
