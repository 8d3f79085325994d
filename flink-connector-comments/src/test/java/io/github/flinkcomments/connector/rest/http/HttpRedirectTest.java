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
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.flinkcomments.connector.rest.request.Secret;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirects are followed within the origin; the credentials go nowhere else. */
class HttpRedirectTest {

  private static final HttpOptions OPTIONS =
      TestHttpOptions.from(TestPages.OPTIONS)
          .authentication(new Authentication.Bearer(new Secret("open-sesame")))
          .build();

  private final RecordingObserver observer = new RecordingObserver();

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void isFollowedWithinTheOrigin(int status) throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                respond(status, "Location: ../v2/comments?_start=0\r\n", "moved"),
                json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
      assertThat(TestPages.get(client, server.uri("/v1/comments"))).isEqualTo(TestPages.IDS);

      ScriptedServer.Exchange second = server.requests().get(1);
      assertThat(second.requestLine()).isEqualTo("GET /v2/comments?_start=0 HTTP/1.1");
      assertThat(second.headers()).contains("Authorization: Bearer open-sesame");
    }
  }

  /** As RFC 3986 says, and not as Java's own URLs do. */
  @ParameterizedTest
  @CsvSource({
    "/a/b, ?page=2, /a/b?page=2",
    "/a/b?page=1, ?page=2, /a/b?page=2",
    "/a/b, /ä ö?q=ü|, /%C3%A4%20%C3%B6?q=%C3%BC%7C",
    "/a/b, /%C3%A4, /%C3%A4",
    "/a/b, ../../../c, /c",
  })
  void isResolvedAgainstTheUrlThatWasAsked(String asked, String location, String target)
      throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                respond(302, "Location: " + location + "\r\n", ""), json(TestPages.BODY));
        HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
      TestPages.get(client, server.uri(asked));

      assertThat(server.requests().get(1).requestLine()).isEqualTo("GET " + target + " HTTP/1.1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:%d/comments?token=hush", "//127.0.0.1:%d/?token=hush"})
  void isRefusedToAnotherOrigin(String location) throws Exception {
    try (ScriptedServer other = new ScriptedServer(json(TestPages.BODY))) {
      String elsewhere = location.formatted(other.uri("/").getPort());
      try (ScriptedServer server =
              new ScriptedServer(respond(302, "Location: " + elsewhere + "\r\n", ""));
          HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
        PageRequestException failure = failure(client, server);

        assertThat(failure.isPermanent()).isTrue();
        assertThat(failure.status()).isEqualTo(OptionalInt.of(302));
        assertThat(failure)
            .hasMessageContaining("redirected to another origin, http://127.0.0.1")
            .hasMessageContaining("token=****");
        assertThat(other.requests()).isEmpty();
        assertThat(other.connections()).isZero();
      }
    }
  }

  @Test
  void isRefusedFromHttpsToHttpAndBack() throws Exception {
    try (ScriptedServer server =
            new ScriptedServer(
                exchange ->
                    respond(
                            302,
                            "Location: https://127.0.0.1:%d/\r\n"
                                .formatted(exchange.socket().getLocalPort()),
                            "")
                        .answer(exchange));
        HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
      assertThat(failure(client, server)).hasMessageContaining("another origin, https://");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Location: /", "Location: ht tp://{}", "Location: mailto:me@example"})
  void isRefusedToNowhere(String header) throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(302, header + "\r\n", ""));
        HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
      assertThat(failure(client, server).isPermanent()).isTrue();
      assertThat(server.requests()).hasSize(1);
    }
  }

  @Test
  void isNotFollowedForEver() throws Exception {
    try (ScriptedServer server = new ScriptedServer(respond(302, "Location: /again\r\n", ""));
        HttpPageClient client = new HttpPageClient(OPTIONS, server.origin(), observer, false)) {
      PageRequestException failure = failure(client, server);

      assertThat(failure).hasMessageContaining("redirected more than 5 times");
      assertThat(failure.isPermanent()).isTrue();
      assertThat(server.requests()).hasSize(6);
    }
  }

  private static PageRequestException failure(HttpPageClient client, ScriptedServer server) {
    return catchThrowableOfType(
        PageRequestException.class, () -> TestPages.get(client, server.uri("/comments")));
  }
}
