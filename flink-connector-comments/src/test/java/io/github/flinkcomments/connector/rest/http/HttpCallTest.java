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

import static io.github.flinkcomments.connector.rest.http.ScriptedServer.json;
import static io.github.flinkcomments.connector.rest.http.ScriptedServer.respond;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes over the wire for a call, and where to. */
class HttpCallTest {

  private static final String BODY = "{\"query\":\"é\",\"page\":1}";

  private final RecordingObserver observer = new RecordingObserver();

  @Test
  void bodyIsPostedAsJson() throws Exception {
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      read(client, post(server.uri("/search"), Map.of()));

      ScriptedServer.Exchange request = server.requests().get(0);
      assertThat(request.requestLine()).isEqualTo("POST /search HTTP/1.1");
      assertThat(request.headers()).contains("Content-Type: application/json");
      assertThat(request.body()).isEqualTo(BODY);
    }
  }

  @Test
  void headersOfTheCallOverrideThoseOfTheClient() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .headers(Map.of("X-Tenant", "blue", "X-Kept", "1"))
            .build();
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      Map<String, String> headers =
          Map.of("content-type", "application/graphql", "x-tenant", "green", "Range", "0-99");
      read(client, post(server.uri("/search"), headers));

      assertThat(server.requests().get(0).headers())
          .contains("Range: 0-99", "X-Kept: 1")
          .anyMatch(header -> header.equalsIgnoreCase("Content-Type: application/graphql"))
          .anyMatch(header -> header.equalsIgnoreCase("X-Tenant: green"))
          .noneMatch(header -> header.contains("blue") || header.contains("json;"));
    }
  }

  @Test
  void postIsRepeatedLikeGetSinceItOnlyReads() throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(500, "", ""), json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      assertThat(read(client, post(server.uri("/search"), Map.of()))).isEqualTo(TestPages.IDS);
      assertThat(server.requests()).hasSize(2).allMatch(request -> request.body().equals(BODY));
    }
  }

  @ParameterizedTest
  @CsvSource({"301, POST", "302, POST", "303, GET", "307, POST", "308, POST"})
  void redirectKeepsMethodAndBodyUnlessItAsksForGet(int status, String method) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                respond(status, "Location: /v2/search\r\n", ""), json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      read(client, post(server.uri("/search"), Map.of()));

      ScriptedServer.Exchange second = server.requests().get(1);
      assertThat(second.requestLine()).isEqualTo(method + " /v2/search HTTP/1.1");
      assertThat(second.body()).isEqualTo(method.equals("POST") ? BODY : "");
    }
  }

  @Test
  void userAndPasswordAreSentAsBasic() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .authentication(
                new Authentication.Basic(new Secret("Aladdin"), new Secret("open sesame")))
            .build();
    try (ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      TestPages.get(client, server.uri("/"));
      // The example of RFC 7617.
      assertThat(server.requests().get(0).headers())
          .contains("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }
  }

  @Test
  void userNameWithAColonIsRefused() {
    assertThatThrownBy(() -> new Authentication.Basic(new Secret("a:b"), new Secret("c")))
        .hasMessageStartingWith("The option 'auth.username' has a colon in it");
  }

  @Test
  void otherOriginIsNotAsked() throws Exception {
    try (ScriptedServer other = new ScriptedServer(json(TestPages.BODY));
        ScriptedServer server = new ScriptedServer(json(TestPages.BODY));
        HttpPageClient client =
            new HttpPageClient(TestPages.OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure =
          catchThrowableOfType(
              PageRequestException.class,
              () -> TestPages.get(client, other.uri("/next?cursor=2&token=hush")));

      assertThat(failure.isPermanent()).isTrue();
      assertThat(failure)
          .hasMessageContaining("was not sent: the URL is of another origin than the listing")
          .hasMessageContaining("token=****")
          .hasMessageContaining("'http.allowed-origins'");
      assertThat(other.connections()).isZero();
    }
  }

  @Test
  void allowedOriginIsAskedWithTheCredentialsAlsoAfterARedirect() throws Exception {
    try (ScriptedServer other = new ScriptedServer(json(TestPages.BODY));
        ScriptedServer server =
            new ScriptedServer(
                respond(307, "Location: %s\r\n".formatted(other.uri("/moved")), ""))) {
      HttpOptions options =
          TestHttpOptions.from(TestPages.OPTIONS)
              .authentication(new Authentication.Bearer(new Secret("open-sesame")))
              .allowedOrigins(Set.of(other.origin()))
              .build();
      try (HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
        assertThat(TestPages.get(client, other.uri("/next"))).isEqualTo(TestPages.IDS);
        assertThat(TestPages.get(client, server.uri("/"))).isEqualTo(TestPages.IDS);
      }
      assertThat(other.requests())
          .hasSize(2)
          .allMatch(request -> request.headers().contains("Authorization: Bearer open-sesame"));
    }
  }

  private static PageCall post(URI uri, Map<String, String> headers) {
    return new PageCall(PageCall.Method.POST, uri, headers, Optional.of(BODY));
  }

  private static List<String> read(HttpPageClient client, PageCall call) throws Exception {
    return client.get(call, "page 1", TestPages::readItems).identities();
  }
}
