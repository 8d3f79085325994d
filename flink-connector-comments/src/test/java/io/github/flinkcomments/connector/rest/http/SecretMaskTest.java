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
package io.github.flinkcomments.connector.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.Secret;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretMaskTest {

  private static final HttpOptions BASIC =
      TestHttpOptions.from(TestPages.OPTIONS)
          .authentication(
              new Authentication.Basic(new Secret("some user"), new Secret("pass/wörd+")))
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "some user",
        "pass/wörd+",
        "some user:pass/wörd+",
        "some%20user",
        "some+user",
        "pass%2Fw%C3%B6rd%2B",
        "pass%2fw%c3%b6rd%2b",
        "pass\\/wörd+",
        "c29tZSB1c2VyOnBhc3Mvd8O2cmQr",
        "c29tZSB1c2Vy",
        "cGFzcy93w7ZyZCs=",
        "cGFzcy93w7ZyZCs",
      })
  void basicIsMaskedInEveryForm(String form) {
    assertMasked(SecretMask.of(BASIC), form);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic c29tZSB1c2VyOnBhc3Mvd8O2cmQr",
        "c29tZSB1c2VyOnBhc3Mvd8O2cmQr",
        "some user",
        "pass/wörd+",
      })
  void headerWithASchemeIsMaskedInItsParts(String form) {
    assertMasked(
        SecretMask.of(
            TestHttpOptions.from(TestPages.OPTIONS)
                .headers(Map.of("Authorization", "Basic c29tZSB1c2VyOnBhc3Mvd8O2cmQr"))
                .build()),
        form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer open-sesame", "open-sesame", "b3Blbi1zZXNhbWU="})
  void headerWithATokenIsMasked(String form) {
    assertMasked(
        SecretMask.of(
            TestHttpOptions.from(TestPages.OPTIONS)
                .headers(Map.of("Authorization", "Bearer open-sesame"))
                .build()),
        form);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb+c%3D", "a/b c=", "a%2Fb%20c%3D", "hush"})
  void parametersThatLookSecretAreMasked(String form) {
    URI url = URI.create("http://host/c?signature=a%2Fb+c%3D&page=2&api_key=hush");
    assertMasked(SecretMask.of(TestPages.OPTIONS).with(PageCall.get(url)), form);
  }

  @Test
  void headersOfACallAreMasked() {
    PageCall call =
        new PageCall(
            PageCall.Method.GET,
            URI.create("http://host/"),
            Map.of("X-Auth", "abc"),
            Optional.empty());
    assertMasked(SecretMask.of(TestPages.OPTIONS).with(call), "abc");
  }

  /** Otherwise a short value would take words apart that have nothing to do with it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"query\":\"open\",\"auth\":{\"api_key\":\"S3/CRET99\"},\"page\":2}",
        "{\"tokens\":[\"S3/CRET99\"]}",
        "query=open&api_key=S3%2FCRET99",
      })
  void secretsOfABodyAreMasked(String body) {
    PageCall call =
        new PageCall(PageCall.Method.POST, URI.create("http://host/"), Map.of(), Optional.of(body));
    SecretMask mask = SecretMask.of(TestPages.OPTIONS).with(call);
    assertMasked(mask, "S3/CRET99");
    assertMasked(mask, "S3%2FCRET99");
    assertThat(mask.mask("open")).isEqualTo("open");
  }

  @Test
  void shortSecretIsMaskedAsAWord() {
    SecretMask mask =
        SecretMask.of(
            TestHttpOptions.from(TestPages.OPTIONS)
                .authentication(new Authentication.Bearer(new Secret("an")))
                .build());
    assertThat(mask.mask("an answer: 'an'.")).isEqualTo("**** answer: '****'.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pass/w",
        "pass/wör",
        "pass… for some… is wrong",
        "pass... for some... is wrong",
        "c29tZSB1c2VyOnBhc3",
      })
  void beginningOfASecretIsMasked(String cut) {
    String masked = SecretMask.of(BASIC).mask("bad " + cut);
    assertThat(masked).startsWith("bad ****").doesNotContain("pass", "some", "c29t");
  }

  @Test
  void whatIsNoSecretStays() {
    SecretMask mask =
        SecretMask.of(
            TestHttpOptions.from(TestPages.OPTIONS)
                .headers(Map.of("Accept", "application/json", "X-Tenant", "blue"))
                .build());
    String text = "the tenant blue got application/json";
    assertThat(mask.mask(text)).isEqualTo(text);
  }

  private static void assertMasked(SecretMask mask, String form) {
    assertThat(mask.mask("invalid key: '" + form + "' (401)"))
        .isEqualTo("invalid key: '****' (401)");
  }
}
