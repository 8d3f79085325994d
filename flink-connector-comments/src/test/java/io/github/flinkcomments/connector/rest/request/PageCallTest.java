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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageCallTest {

  private static final URI URL = URI.create("http://host/search?api_key=hush&size=10");

  @Test
  void tellsNoSecret() {
    PageCall call =
        new PageCall(
            PageCall.Method.POST,
            URL,
            Map.of("X-Api-Key", "quiet"),
            Optional.of("{\"token\":\"silent\"}"));
    assertThat(call)
        .hasToString(
            "PageCall[POST http://host/search?api_key=****&size=10, headers={X-Api-Key=****}, body=18 characters]");
  }

  @Test
  void bodyNeedsPost() {
    assertThatThrownBy(() -> new PageCall(PageCall.Method.GET, URL, Map.of(), Optional.of("{}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A body cannot be sent by GET; ask by POST, or leave the body out.");
  }

  @Test
  void lettersBeyondAsciiAreEncoded() {
    PageCall call = PageCall.get(URI.create("http://münchen.example/straße?q=ö"));
    assertThat(call.uri())
        .isEqualTo(URI.create("http://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%B6"));
  }

  @Test
  void anotherPlaceChangesTheUrlAlone() {
    PageCall call = new PageCall(PageCall.Method.POST, URL, Map.of("A", "b"), Optional.of("{}"));
    URI other = URI.create("http://host/other");
    assertThat(call.withUri(other))
        .isEqualTo(new PageCall(PageCall.Method.POST, other, Map.of("A", "b"), Optional.of("{}")));
    assertThat(PageCall.get(URL))
        .isEqualTo(new PageCall(PageCall.Method.GET, URL, Map.of(), Optional.empty()));
  }

  @Test
  void secretIsNotPrinted() {
    assertThat(new Secret("hush")).hasToString("****");
  }
}
