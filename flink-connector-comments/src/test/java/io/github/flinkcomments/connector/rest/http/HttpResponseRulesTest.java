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
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import io.github.flinkcomments.connector.rest.response.ResponseRules;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client makes of responses by rules, and of errors with status 200. */
class HttpResponseRulesTest {

  private static final String JSON_TYPE = "Content-Type: application/json\r\n";
  private static final String PAGE = "{\"items\":[{\"id\":1,\"name\":\"a\"}]%s}";

  private static final PageFormat<TestPages.Item> FORMAT =
      PageFormat.of(PojoRecordFormat.of(TestPages.Item.class)).withRecordsAt("/items");

  private final RecordingObserver observer = new RecordingObserver();

  /** Tells which of its methods was called. */
  private static final class Reader implements ResponseReader<String> {
    @Override
    public String read(PageResponse response) throws IOException {
      return FORMAT
              .createReader()
              .read(response.body(), response.charset(), 0, response.fetchTimeMillis())
              .size()
          + " records";
    }

    @Override
    public String pastTheEnd(PageResponse response) {
      return "past the end";
    }

    @Override
    public String sliceSkipped(PageResponse response) {
      return "slice skipped";
    }
  }

  @Test
  void ruleDecidesInsteadOfTheStatus() throws Exception {
    assertThat(read("status=404 -> past-the-end", respond(404, "", "no such page")))
        .isEqualTo("past the end");
    assertThat(
            read(
                "status=204 -> past-the-end",
                exchange -> {
                  exchange.write("HTTP/1.1 204 No Content\r\n\r\n");
                  return true;
                }))
        .isEqualTo("past the end");
    assertThat(read("status=403 & body~archived -> skip-slice", respond(403, "", "Archived!")))
        .isEqualTo("slice skipped");
    assertThat(read("status=404 -> page", respond(404, JSON_TYPE, PAGE.formatted(""))))
        .isEqualTo("1 records");
    assertThat(
            read(
                "body:/ok=false & body:/code=7 -> past-the-end", json("{\"ok\":false,\"code\":7}")))
        .isEqualTo("past the end");
  }

  @Test
  void pageIsReadAfterItsBodyWasLookedAt() throws Exception {
    String rules = "body:/items/0/id=2 -> fail; body~nothing -> fail";
    assertThat(read(rules, json(PAGE.formatted("")))).isEqualTo("1 records");
  }

  @Test
  void retryAndThrottledAreRepeated() throws Exception {
    assertThat(
            read(
                "body~maintenance -> retry",
                respond(200, "Content-Type: text/html\r\n", "Maintenance"),
                json(PAGE.formatted(""))))
        .isEqualTo("1 records");
    assertThat(
            read(
                "body:/error=ratelimited -> throttled",
                respond(200, JSON_TYPE + "Retry-After: 1\r\n", "{\"error\":\"ratelimited\"}"),
                json(PAGE.formatted(""))))
        .isEqualTo("1 records");
    assertThat(observer.pauses()).containsExactly(Duration.ofSeconds(1));
  }

  @Test
  void failIsToldAtOnceWithTheRule() throws Exception {
    PageRequestException failure =
        failure(options("header:X-Error=* -> fail"), respond(200, "X-Error: boo\r\n", "[]"));
    assertThat(failure)
        .hasMessageEndingWith(
            "failed after 1 attempt: the server answered with status 200, for which 'response.rules' say 'header:X-Error=* -> fail': []");
    assertThat(failure.isPermanent()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"ok\":false",
        ",\"error\":{\"code\":7}",
        ",\"error\":\"no such key\"",
        ",\"errors\":[{\"message\":\"no such field\"}]"
      })
  void errorWithStatus200IsNoPage(String member) throws Exception {
    String body = PAGE.formatted(member);
    assertThat(failure(TestPages.OPTIONS, json(body)))
        .hasMessageContaining(
            "its body tells an error (%s)".formatted(member.substring(1).replaceFirst(":", ": ")))
        .hasMessageContaining("'response.rules'");
    assertThat(
            failure(
                TestPages.OPTIONS,
                respond(
                    200,
                    "Content-Type: application/json; charset=utf-16\r\n",
                    body.getBytes(UTF_16))))
        .hasMessageContaining("its body tells an error");
    assertThat(read("body:/items -> page", json(body))).isEqualTo("1 records");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"ok\":true",
        ",\"error\":null",
        ",\"error\":false",
        ",\"error\":\"\"",
        ",\"errors\":[ ]",
        ",\"errors\":{}",
        ",\"meta\":{\"error\":1}"
      })
  void absenceOfAnErrorMayBeTold(String member) throws Exception {
    assertThat(read("status=500 -> fail", json(PAGE.formatted(member)))).isEqualTo("1 records");
  }

  @Test
  void whatIsRequiredHasToBeThere() throws Exception {
    HttpOptions options =
        TestHttpOptions.from(TestPages.OPTIONS)
            .response(
                new ResponseOptions(ResponseRules.NONE, List.of("X-User"), List.of("/meta/user")))
            .build();
    ScriptedServer.Step good =
        respond(200, JSON_TYPE + "x-user: me\r\n", PAGE.formatted(",\"meta\":{\"user\":7}"));
    assertThat(read(options, good)).isEqualTo("1 records");
    assertThat(failure(options, json(PAGE.formatted(",\"meta\":{\"user\":7}"))))
        .hasMessageContaining(
            "lacks 'X-User', which option 'response.required-header' asks for; check the credentials");
    assertThat(
            failure(
                options,
                respond(200, JSON_TYPE + "x-user: me\r\n", PAGE.formatted(",\"user\":null"))))
        .hasMessageContaining(
            "failed after 1 attempt: the response (status 200) lacks '/meta/user', which option 'response.required-pointer' asks for");
  }

  private static HttpOptions options(String rules) {
    return TestHttpOptions.from(TestPages.OPTIONS)
        .response(
            new ResponseOptions(ResponseRules.parse("response.rules", rules), List.of(), List.of()))
        .build();
  }

  private String read(String rules, ScriptedServer.Step... steps) throws Exception {
    return read(options(rules), steps);
  }

  private String read(HttpOptions options, ScriptedServer.Step... steps) throws Exception {
    try (ScriptedServer server = new ScriptedServer(steps);
        HttpPageClient client = new HttpPageClient(options, server.origin(), observer, false)) {
      return client.get(PageCall.get(server.uri("/")), "offset 0", new Reader());
    }
  }

  private PageRequestException failure(HttpOptions options, ScriptedServer.Step step)
      throws Exception {
    return catchThrowableOfType(PageRequestException.class, () -> read(options, step));
  }
}
