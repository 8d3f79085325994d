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
package io.github.flinkcomments.connector.rest.pagination;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

class OffsetPaginationTest {

  private static final TotalLocation UNKNOWN = new TotalLocation.Unknown();

  @Example
  void defaultsAreThoseOfTheCommentsApi() {
    assertThat(OffsetPagination.DEFAULT)
        .isEqualTo(
            new OffsetPagination(
                "_start", "_limit", 100, new TotalLocation.Header("X-Total-Count")));
  }

  @Example
  void parametersAreAddedToWhatTheListingHas() {
    assertPage("http://host/comments", "http://host/comments?_start=200&_limit=100");
    assertPage("http://host", "http://host?_start=200&_limit=100");
    assertPage("http://host/comments?", "http://host/comments?_start=200&_limit=100");
    assertPage("http://host/a%2Fb?q=%26&r", "http://host/a%2Fb?q=%26&r&_start=200&_limit=100");
    assertPage("http://host/comments#top", "http://host/comments?_start=200&_limit=100");
    assertPage("http://host/c?a=1#x?y", "http://host/c?a=1&_start=200&_limit=100");
  }

  @Example
  void placeholdersStandForTheFirstAndTheLastRecord() {
    RequestTemplate request =
        new RequestTemplate(
            PageCall.Method.GET,
            "http://host/comments",
            Map.of(),
            Map.of(),
            Map.of("Range", "{offset}-{last}/{limit}"),
            "",
            Placeholders.all());
    PageCall call = new OffsetPagination("", "", 100, UNKNOWN).call(request, 200, 100);
    assertThat(call.headers()).containsExactly(Map.entry("Range", "200-299/100"));
    assertThat(call.uri()).hasToString("http://host/comments");
  }

  @Example
  void listingWithOneOfTheParametersIsRefused() {
    for (String query : List.of("_start=0", "a=1&_limit=5", "_start", "%5Fstart=0")) {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> page(OffsetPagination.DEFAULT, URI.create("http://host/?" + query), 0, 1))
          .withMessageStartingWith("The option 'url' already has the query parameter '_");
    }
  }

  @Example
  void wrongValuesAreRefusedByName() {
    assertRefused("pagination.page-size", () -> new OffsetPagination("a", "b", 0, UNKNOWN));
    assertRefused("pagination.offset-parameter", () -> new OffsetPagination(" ", "b", 1, UNKNOWN));
    assertRefused("pagination.limit-parameter", () -> new OffsetPagination("a", " ", 1, UNKNOWN));
    assertRefused("must differ", () -> new OffsetPagination("a", "a", 1, UNKNOWN));
    assertRefused("pagination.total-header", () -> new TotalLocation.Header(""));
    assertRefused("pagination.total-pointer", () -> new TotalLocation.Body("total"));
    URI listing = URI.create("http://host/");
    assertRefused("no page", () -> page(OffsetPagination.DEFAULT, listing, -1, 1));
    assertRefused("no page", () -> page(OffsetPagination.DEFAULT, listing, 0, 0));
  }

  /** Whatever the names and the listing's own parameters, a server that decodes gets them back. */
  @Property(tries = 300)
  void everyParameterArrives(
      @ForAll @NotBlank String offsetParameter,
      @ForAll @Size(max = 3) List<@NotBlank String> own,
      @ForAll @LongRange(min = 0) long offset,
      @ForAll @IntRange(min = 1) int limit) {
    String limitParameter = offsetParameter + "2";
    if (own.contains(offsetParameter) || own.contains(limitParameter)) {
      return;
    }
    OffsetPagination pagination = new OffsetPagination(offsetParameter, limitParameter, 1, UNKNOWN);
    String query =
        own.stream()
            .map(name -> URLEncoder.encode(name, UTF_8) + "=x")
            .collect(Collectors.joining("&"));
    URI listing = URI.create("http://host/comments" + (query.isEmpty() ? "" : "?" + query));

    URI page = page(pagination, listing, offset, limit);

    List<String> received =
        Arrays.stream(page.getRawQuery().split("&"))
            .map(pair -> URLDecoder.decode(pair, UTF_8))
            .toList();
    assertThat(received)
        .hasSize(own.size() + 2)
        .endsWith(clean(offsetParameter) + "=" + offset, clean(limitParameter) + "=" + limit);
    assertThat(page.getRawPath()).isEqualTo("/comments");
  }

  /** Half a surrogate pair has no encoding; a question mark goes in its stead. */
  private static String clean(String text) {
    return new String(text.getBytes(UTF_8), UTF_8);
  }

  private static URI page(OffsetPagination pagination, URI listing, long offset, int limit) {
    return pagination.call(RequestTemplate.get(listing), offset, limit).uri();
  }

  private static void assertPage(String listing, String page) {
    assertThat(page(OffsetPagination.DEFAULT, URI.create(listing), 200, 100))
        .isEqualTo(URI.create(page));
  }

  private static void assertRefused(String name, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(name);
  }
}
