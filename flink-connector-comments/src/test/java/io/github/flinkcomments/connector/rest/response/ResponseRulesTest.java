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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseRulesTest {

  private static final String BODY =
      "{\"ok\":false,\"code\":42,\"none\":null,\"a/b\":\"slash\",\"errors\":[{\"text\":\"Rate Limit hit\"}]}";

  /** A response that notices whether its body is looked at. */
  private static final class Response implements ResponseFacts {

    private final int status;
    private final String body;
    private boolean bodyRead;

    Response(int status, String body) {
      this.status = status;
      this.body = body;
    }

    @Override
    public int status() {
      return status;
    }

    @Override
    public List<String> header(String name) {
      return Map.of("x-error", List.of(" quota exceeded "))
          .getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public String text() {
      bodyRead = true;
      return body;
    }

    @Override
    public Optional<JsonNode> json() throws IOException {
      bodyRead = true;
      try {
        return Optional.of(new JsonMapper().readTree(body));
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "status=404 @ true",
        "status=4xx @ true",
        "status=400-404 @ true",
        "status=200,404 @ true",
        "status=400-403,5xx @ false",
        "status!=404 @ false",
        "status!=200 @ true",
        "!status=404 @ false",
        "header:X-Error @ true",
        "header:x-error=* @ true",
        "header:X-Error=\"quota exceeded\" @ true",
        "header:X-Error=quota @ false",
        "header:X-Error~QUOTA @ true",
        "header:X-Other @ false",
        "!header:X-Other @ true",
        "header:X-Other!=a @ true",
        "body:/ok=false @ true",
        "body:/ok=true @ false",
        "body:/ok!=true @ true",
        "body:/code=42 @ true",
        "body:/none @ false",
        "body:/none=null @ true",
        "body:/absent @ false",
        "body:/absent=* @ false",
        "body:/a~1b=slash @ true",
        "body:\"/a~1b\"~LAS @ true",
        "body:/errors/0/text~\"rate limit\" @ true",
        "body:/errors~limit @ true",
        "body:/errors @ true",
        "body~\"Rate Limit\" @ true",
        "body~absent @ false",
        "status=404 & body:/ok=false @ true",
        "status=404&body:/ok=true @ false",
      })
  void conditionHoldsOrNot(String condition, boolean holds) throws IOException {
    ResponseRules rules = ResponseRules.parse("response.rules", condition + "->fail");
    assertThat(rules.first(new Response(404, BODY)).isPresent()).isEqualTo(holds);
  }

  @Test
  void firstRuleThatIsAboutAResponseDecides() throws IOException {
    ResponseRules rules =
        ResponseRules.parse(
            "response.rules",
            "status=404 -> past-the-end;\n header:X-Error=* -> throttled ; ; body~x -> retry;");
    assertThat(rules.first(new Response(404, "x")).orElseThrow())
        .hasToString("status=404 -> past-the-end")
        .extracting(ResponseRule::verdict)
        .isEqualTo(Verdict.PAST_THE_END);
    assertThat(rules.first(new Response(200, "x")).orElseThrow().verdict())
        .isEqualTo(Verdict.THROTTLED);
  }

  @ParameterizedTest
  @CsvSource({
    "page, PAGE",
    "past-the-end, PAST_THE_END",
    "retry, RETRY",
    "throttled, THROTTLED",
    "skip-slice, SKIP_SLICE",
    "fail, FAIL"
  })
  void verdicts(String word, Verdict verdict) throws IOException {
    ResponseRules rules = ResponseRules.parse("response.rules", "status=1xx-> " + word);
    assertThat(rules.first(new Response(199, "")).orElseThrow().verdict()).isEqualTo(verdict);
    assertThat(Verdict.values()).filteredOn(rules::lead).containsExactly(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "body:/ok=false & status=400",
        "!body:/ok=true & status=400",
        "body:/ok=false & !status=200",
        "body~ok & status!=200"
      })
  void bodyIsNotLookedAtIfTheRestDoesNotHold(String conditions) throws IOException {
    ResponseRules rules = ResponseRules.parse("response.rules", conditions + " -> fail");
    Response response = new Response(200, BODY);
    assertThat(rules.first(response)).isEmpty();
    assertThat(response.bodyRead).isFalse();
  }

  @Test
  void bodyThatIsNoJsonHasNoMembers() throws IOException {
    ResponseRules rules = ResponseRules.parse("response.rules", "body:/ok!=true -> fail");
    assertThat(rules.first(new Response(200, "<html>"))).isPresent();
    assertThat(
            ResponseRules.parse("response.rules", "body:/ok -> fail")
                .first(new Response(200, "<html>")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '`',
      value = {
        "404 -> past-the-end! @ at position 1, '404 -> past-the-end!': a condition begins with 'status', 'header:NAME', 'body:POINTER' or 'body'.",
        "404 -> past-the-end!! @ at position 1, '404 -> past-the-end!…': a condition begins with 'status', 'header:NAME', 'body:POINTER' or 'body'.",
        "404 -> fail @ at position 1, '404 -> fail': a condition begins with 'status', 'header:NAME', 'body:POINTER' or 'body'.",
        "status=404 @ at its end: after a condition comes '&' and another one, or '->' and a verdict.",
        "status=404 -> ignore @ at position 15, 'ignore': the verdict is one of page, past-the-end, retry, throttled, fail.",
        "status=404 -> fail fail @ at position 20, 'fail': a rule ends with its verdict; separate it from the next one by ';'.",
        "status=4 -> fail @ at position 8, '4 -> fail': a status is written like 404, 4xx or 400-499.",
        "status 404 -> fail @ at position 7, '404 -> fail': after 'status' comes '=' or '!='.",
        "header: -> fail @ at position 8, '-> fail': 'header:' is followed by the name of a header.",
        "body:ok=false -> fail @ at position 6, 'ok=false -> fail': a JSON pointer starts with '/', like body:/error/code.",
        "body -> fail @ at position 5, '-> fail': after 'body' comes ':' and a JSON pointer, or '~' and a text.",
        "body~ -> fail @ at position 6, '-> fail': a value comes here, in double quotes if it has spaces or marks.",
        "body~\"x -> fail @ at position 6, '\"x -> fail': the double quote is not closed.",
      })
  void mistakeIsNamedByItsPlace(String rules, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseRules.parse("response.rules", rules))
        .withMessage("The option 'response.rules' is malformed " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "status=429 -> past-the-end, 429",
    "status=4xx -> past-the-end, 429",
    "status!=200 -> past-the-end, 429",
    "status=5xx -> past-the-end, 502",
    "status=503 -> past-the-end, 503"
  })
  void throttlingAndOutagesAreNoEnd(String rule, int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseRules.parse("response.rules", rule))
        .withMessageContaining("has the rule '%s', which matches status %d", rule, status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=429 -> throttled; status=4xx -> past-the-end",
        "status=429 & body:/message~\"no more pages\" -> past-the-end",
        "status=500 -> past-the-end"
      })
  void anEndThatIsToldFromThemIsAccepted(String rules) {
    assertThat(ResponseRules.parse("response.rules", rules).lead(Verdict.PAST_THE_END)).isTrue();
  }

  @Test
  void rulesAreShippedWithTheJob() throws Exception {
    ResponseRules rules =
        ResponseRules.parse("response.rules", "status=404 & !body:/a~\"b c\" -> retry");
    ResponseRules shipped = InstantiationUtil.clone(rules);
    assertThat(shipped).isEqualTo(rules).hasSameHashCodeAs(rules);
    assertThat(shipped.first(new Response(404, "{}"))).isPresent();
  }

  @Test
  void rulesAreEqualIfTheyAreWrittenAlike() {
    ResponseRules rules =
        ResponseRules.parse("response.rules", ";\n status=404 -> fail;body~x->retry");
    assertThat(rules)
        .hasToString("status=404 -> fail; body~x->retry")
        .isNotEqualTo(ResponseRules.parse("response.rules", "status=404 -> fail"))
        .isNotEqualTo(ResponseRules.NONE);
  }
}
