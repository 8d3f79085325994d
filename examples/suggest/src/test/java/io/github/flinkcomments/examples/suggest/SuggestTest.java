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

import static io.github.flinkcomments.examples.suggest.TestApi.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.suggest.TestApi.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says where there is no draft, and what it does not say. */
class SuggestTest {

  private static void assertSentence(Run run, String part) {
    assertThat(run.out()).isEmpty();
    assertThat(run.error().lines()).singleElement().asString().contains(part).endsWith(".");
    assertThat(run.exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "200 | text/html        | <html></html>                      | is HTML, not JSON",
        "200 | text/plain       | hello                              | is text, not JSON",
        "200 | application/xml  | <a/>                               | is XML, not JSON",
        "200 | application/json | [{\"id\":1},{\"id\"                | is text, not JSON",
        "200 | application/json | {\"id\":1,\"items\":[{\"a\":1}]}   | is a single object with the members 'id', 'items'",
        "200 | application/json | 7                                  | is a single number",
        "200 | application/json | [1,2,3]                            | are not JSON objects",
        "200 | application/json | []                                 | has no records",
        "200 | application/json | {\"data\":[],\"total\":0}          | has no records",
        "200 | application/json | {\"ok\":false,\"error\":\"S3CRET\"} | is an error object",
        "200 | application/json | {\"errors\":[{\"message\":\"x\"}]} | is an error object",
        "204 | application/json | ``                                 | has status 204 and no body",
        "401 | application/json | {\"error\":\"S3CRET\"}             | status 401: it wants other credentials",
        "404 | text/html        | <html>                             | status 404: check the path",
        "429 | application/json | {}                                 | status 429: it wants fewer requests",
        "400 | application/json | {}                                 | status 400: ask its documentation",
        "400 | application/json | {\"object\":\"error\"}             | If it lists by POST, declare its table by hand, with 'request.body' = '",
        "405 | text/plain       | no                                 | status 405: it takes no GET. If it lists by POST, declare its table by hand",
        "503 | text/html        | <html>                             | status 503: the server failed"
      })
  void whatIsNoListing(int status, String contentType, String body, String sentence) {
    try (TestApi api =
        TestApi.answering(
            request -> new Reply(status, Map.of("Content-Type", contentType), body))) {
      Run run = Run.of(api.url());
      assertSentence(run, sentence);
      assertThat(run.error()).contains(api.url()).doesNotContain("S3CRET");
      assertThat(api.requests()).hasSize(1);
    }
  }

  @Test
  void aDocumentOnEachLine() {
    try (TestApi api = TestApi.answering(request -> Reply.json("{\"id\":1}\n{\"id\":2}\n"))) {
      assertSentence(Run.of(api.url()), "is NDJSON, one JSON document a line, not JSON");
    }
  }

  @Test
  void anApiThatDoesNotAnswer() {
    try (TestApi api = TestApi.silent()) {
      assertSentence(Run.within(Duration.ofSeconds(1), api.url()), "did not answer within 1 s");
    }
  }

  @Test
  void aPortWhereNobodyListens() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertSentence(
        Run.of("http://127.0.0.1:%d/x".formatted(port)), "Nothing accepts connections at");
  }

  @Test
  void aHostThatDoesNotExist() {
    assertSentence(
        Run.of("http://no-such-host.invalid/x"),
        "The host 'no-such-host.invalid' cannot be resolved");
  }

  @Test
  void aRedirectElsewhereIsNotFollowed() {
    try (TestApi elsewhere = TestApi.answering(request -> Reply.json(records(0, 5)));
        TestApi api =
            TestApi.answering(request -> Reply.status(302).with("Location", elsewhere.url()))) {
      assertSentence(
          Run.of(api.url(), "--header", "Authorization: Bearer S3CRET"),
          "redirects to another origin");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void aLinkElsewhereIsNotFollowed() {
    try (TestApi elsewhere = TestApi.answering(request -> Reply.json(records(5, 9)));
        TestApi api =
            TestApi.answering(
                request ->
                    Reply.json(records(0, 5))
                        .with("Link", "<%s>; rel=next".formatted(elsewhere.url())))) {
      assertThat(Run.of(api.url()).options()).contains("'pagination.type' = 'none'");
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/x",
        "host/x",
        "http://user:S3CRET@host/x",
        "http://host/a b",
        "http://host:65536/x"
      })
  void aUrlThatCannotBeAskedFor(String url) {
    Run run = Run.of(url);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.error())
        .startsWith("The URL ")
        .endsWith(
            "." + System.lineSeparator() + "--help lists the options." + System.lineSeparator())
        .doesNotContain("S3CRET", "..");
  }

  @Test
  void aHeaderWithoutANameIsNotShown() {
    Run run = Run.of("http://127.0.0.1/x", "--header", "S3CRET");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("NAME: VALUE").doesNotContain("S3CRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: S3CRET", "X-Key: S3CRET\u0007"})
  void aHeaderThatCannotBeSentIsNotShown(String header) {
    Run run = Run.of("http://127.0.0.1/x", "--header", header);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error()).contains("cannot be sent").doesNotContain("S3CRET");
  }

  @Test
  void secretsAreSentButNotPrinted() {
    try (TestApi api = TestApi.answering(request -> Reply.json(records(0, 5)))) {
      Run run =
          Run.of(
              api.url() + "?api_key=S3CRET1&kind=a",
              "--header",
              "Authorization: Bearer S3CRET2",
              "--header",
              "X-Shop-Secret: S3CRET3",
              "--header",
              "Accept: application/vnd.api+json");
      assertThat(api.requests())
          .allSatisfy(
              request -> {
                assertThat(request.query()).containsEntry("api_key", "S3CRET1");
                assertThat(request.headers())
                    .containsEntry("Authorization", List.of("Bearer S3CRET2"))
                    .containsEntry("X-shop-secret", List.of("S3CRET3"))
                    .containsEntry("Accept", List.of("application/vnd.api+json"));
              });
      assertThat(run.out() + run.error()).doesNotContain("S3CRET");
      assertThat(run.options())
          .contains(
              "'url' = '%s?api_key=${API_KEY}&kind=a'".formatted(api.url()),
              "'auth.type' = 'bearer',\n  'auth.token' = '${API_TOKEN}'",
              "'http-headers.X-Shop-Secret' = '${X_SHOP_SECRET}'",
              "'http-headers.Accept' = 'application/vnd.api+json'");
      assertThat(run.out())
          .contains("examples/run.sh --var NAME=VALUE", "${API_TOKEN}: the token of the header");
    }
  }

  @Test
  void aNameThatADeltaTableDoesNotAllowIsRemarked() {
    try (TestApi api =
        TestApi.answering(request -> Reply.json("[{\"id\":1,\"first name\":\"x\",\"a-b\":1}]"))) {
      assertThat(Run.of(api.url()).out())
          .containsPattern("`first name` STRING,  -- a Delta table allows no space")
          .contains("  `a-b` INT\n");
    }
  }

  @Test
  void aTableIsCalledAfterTheLastPartOfThePath() {
    try (TestApi api = TestApi.answering(request -> Reply.json(records(0, 5)))) {
      assertThat(Run.of(api.url()).out()).contains("CREATE TABLE items (\n");
    }
  }
}
