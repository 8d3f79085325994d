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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of placeholders in each part of a request. */
class RequestTemplateTest {

  private static final Set<String> NAMES = Set.of("page", "cursor", "limit");
  private static final PlaceholderValue TOKEN = new PlaceholderValue("a b/ü=", "\"a b/ü=\"");

  @Test
  void valuesAreEncodedForTheirPlace() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET,
            "http://host/p/{cursor}?fixed=1%202&after={cursor}",
            Map.of("more", "x-{page}"),
            Map.of(),
            Map.of("Range", "{page}-{limit}"),
            "",
            NAMES);

    PageCall call =
        request.call(
            Map.of(
                "cursor", TOKEN, "page", PlaceholderValue.of(3), "limit", PlaceholderValue.of(9)),
            Map.of("extra", "&"),
            false);

    assertThat(call.uri())
        .hasToString(
            "http://host/p/a%20b%2F%C3%BC%3D?fixed=1%202&after=a%20b%2F%C3%BC%3D&more=x-3&extra=%26");
    assertThat(call.headers()).containsExactly(Map.entry("Range", "3-9"));
  }

  @Test
  void whatHasNoValueYetIsLeftOut() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.POST,
            "http://host/?after={cursor}&a=b",
            Map.of("since", "{cursor}"),
            Map.of("first", "yes"),
            Map.of("X-Cursor", "{cursor}"),
            "{\"size\": {limit}, \"start\": \"{cursor}\", \"deep\": {\"c\": {cursor}, \"d\": 1.50}, \"after\": [{cursor}, \"{page}\"]}",
            NAMES);

    PageCall call = request.call(Map.of("limit", PlaceholderValue.of(9)), Map.of(), true);

    assertThat(call.uri()).hasToString("http://host/?a=b&first=yes");
    assertThat(call.headers()).isEmpty();
    assertThat(call.body()).contains("{\"size\":9,\"deep\":{\"d\":1.50}}");
  }

  @Test
  void placeholderIsFoundWhereverItStands() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.POST,
            "http://host/{a}",
            Map.of("b", "{b}"),
            Map.of("c", "{c}"),
            Map.of("d", "{d}"),
            "{\"e\": {e}}",
            Set.of("a", "b", "c", "d", "e", "f"));

    assertThat(Stream.of("a", "b", "c", "d", "e")).allMatch(request::uses);
    assertThat(request.uses("f")).isFalse();
    assertThat(new BodyTemplate("x={page}", NAMES).uses("page")).isTrue();
    assertThat(new BodyTemplate("x={page}", NAMES).uses("cursor")).isFalse();
  }

  @Test
  void inJsonAWholeValueKeepsItsType() {
    BodyTemplate body =
        new BodyTemplate(
            "{\"n\": \"{page}\", \"m\": {page}, \"t\": \"page {page} of {unknown}\", \"c\": \"{cursor}\", \"q\": \"{ id {x} }\"}",
            NAMES);

    assertThat(body.resolve(Map.of("page", PlaceholderValue.of(3), "cursor", TOKEN)))
        .isEqualTo(
            "{\"n\": 3, \"m\": 3, \"t\": \"page 3 of {unknown}\", \"c\": \"a b/ü=\", \"q\": \"{ id {x} }\"}");
  }

  @Test
  void textInsideAStringIsEscaped() {
    BodyTemplate body = new BodyTemplate("{\"query\": \"after: \\\"{cursor}\\\"\"}", NAMES);

    assertThat(body.resolve(Map.of("cursor", new PlaceholderValue("q\"\\", "\"q\\\"\\\\\""))))
        .isEqualTo("{\"query\": \"after: \\\"q\\\"\\\\\\\"\"}");
  }

  @Test
  void bodyThatIsNoJsonIsToldAtOnce() {
    assertThatThrownBy(() -> new BodyTemplate("{\"a\": }", NAMES).resolve(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The option 'request.body' is not valid JSON");
    assertThat(
            new BodyTemplate("a=b&page={page}", NAMES)
                .resolve(Map.of("page", PlaceholderValue.of(1))))
        .isEqualTo("a=b&page=1");
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/a/b?x=1, ?page=2, http://h/a/b?page=2",
    "http://h/a/b, c?d, http://h/a/c?d",
    "http://h/a/b, /c, http://h/c",
    "http://h/a/b, //g/c, http://g/c",
    "http://h/a/b, https://g/c?d=e%20f, https://g/c?d=e%20f",
    "http://h/a/, ../c, http://h/c",
    "http://h/a/b, '/c d|ü', http://h/c%20d%7C%C3%BC"
  })
  void referencesAreResolvedByRfc3986(URI base, String reference, String expected) {
    assertThat(UrlReference.parse(reference).resolve(base)).hasToString(expected);
  }

  @Test
  void ownParametersAreRepeatedWhereALinkLacksThem() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET,
            "http://host/?api_key=k&page=1",
            Map.of("fields", "a,b"),
            Map.of(),
            Map.of(),
            "",
            NAMES);

    URI next = URI.create("http://host/next?page=2");
    Map<String, String> size = Map.of("size", "25");
    assertThat(request.call(next, Map.of(), size, true).uri())
        .hasToString("http://host/next?page=2&fields=a%2Cb&size=25&api_key=k");
    assertThat(request.call(next, Map.of(), size, false).uri())
        .hasToString("http://host/next?page=2");
  }

  @Test
  void formWithoutAValueForItsPlaceholderIsRefused() {
    BodyTemplate form = new BodyTemplate("after={cursor}", NAMES);
    assertThatThrownBy(() -> form.resolve(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'request.body' uses a placeholder that has no value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\": \"b\\", "{\"a\": \"{page}", "{\"a\": [1"})
  void bodyThatIsNotClosedIsRefused(String text) {
    BodyTemplate body = new BodyTemplate(text, NAMES);
    assertThatThrownBy(() -> body.resolve(Map.of("page", PlaceholderValue.of(3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(
            "The option 'request.body' is not valid JSON at column \\d+, .*: Unexpected end-of-input.*; they stand for whole values.*")
        .hasMessageNotContaining("start marker");
  }

  @Test
  void pathWithoutAValueIsEmptyThere() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET, "http://host/p/{cursor}", Map.of(), Map.of(), Map.of(), "", NAMES);
    assertThat(request.call(Map.of(), Map.of(), true).uri()).hasToString("http://host/p/");
  }

  @Test
  void parametersAreKnownFromUrlAndQuery() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET,
            "http://host/?in%20url=1",
            Map.of("query", "2"),
            Map.of("first", "3"),
            Map.of(),
            "",
            NAMES);
    assertThat(request.hasParameter("in url")).isTrue();
    assertThat(request.hasParameter("query")).isTrue();
    assertThat(request.hasParameter("first")).isFalse();
    assertThat(RequestTemplate.get(URI.create("http://host/")).hasParameter("query")).isFalse();
  }

  @Test
  void parametersOfALinkWin() {
    RequestTemplate request = RequestTemplate.get(URI.create("http://host/?api_key=k"));
    URI next = URI.create("http://host/?size=10&api_key=other");
    assertThat(request.call(next, Map.of(), Map.of("size", "25"), true).uri()).isEqualTo(next);
  }
}
