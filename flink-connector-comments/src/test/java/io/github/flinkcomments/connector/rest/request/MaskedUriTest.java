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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "token",
        "access_token",
        "api_key",
        "apikey",
        "API-KEY",
        "key",
        "subscription-key",
        "password",
        "pwd",
        "signature",
        "X-Amz-Signature",
        "sig",
        "client_secret",
        "code",
        "%74oken"
      })
  void secretsAreMasked(String name) {
    assertThat(MaskedUri.of(URI.create("https://host/comments?a=1&" + name + "=hush&b=2")))
        .isEqualTo("https://host/comments?a=1&" + name + "=****&b=2");
  }

  @ParameterizedTest
  @CsvSource({
    "http://host/comments?api_key=hush&page=8, http://host/comments?api_key=****&page=8",
    "?page=8&token=hush, ?page=8&token=****",
    "token=hush, token=****",
    "not a URL: http://me:hush@host:x/?key=hush#part, not a URL: http://****@host:x/?key=****#part",
    "http://host/comments?page=8, http://host/comments?page=8",
    "cGFnZT04==, cGFnZT04==",
  })
  void secretsOfUrlsInTextsAreMasked(String text, String masked) {
    assertThat(MaskedUri.inText(text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({
    "http://host:80/comments?_start=0&_limit=100&sort=id, http://host:80/comments?_start=0&_limit=100&sort=id",
    "http://host/comments, http://host/comments",
    "http://host/comments?token, http://host/comments?token",
    "http://host/comments?q=%C3%A9&q=2, http://host/comments?q=%C3%A9&q=2",
    "http://me:hush@host/comments, http://****@host/comments",
    "http://host/comments?mail=a@b, http://host/comments?mail=a@b",
  })
  void restIsKeptAsItIs(String uri, String masked) {
    assertThat(MaskedUri.of(URI.create(uri))).isEqualTo(masked);
  }

  @Test
  void valuesOfSecretsAreFoundAsTheyAreWritten() {
    assertThat(MaskedUri.secrets(URI.create("https://host/?api_key=a%20b&page=2&token=c=d&sig")))
        .containsExactlyInAnyOrder("a%20b", "c=d");
    assertThat(MaskedUri.secrets(URI.create("https://host/comments"))).isEmpty();
  }

  @Test
  void nameThatIsMalformedIsJudgedAsItIsWritten() {
    assertThat(MaskedUri.inText("?token%zz=hush&page%zz=8")).isEqualTo("?token%zz=****&page%zz=8");
  }

  @Test
  void textIsEncodedForAQuery() {
    assertThat(MaskedUri.encode("a b&c+ü")).isEqualTo("a%20b%26c%2B%C3%BC");
  }
}
