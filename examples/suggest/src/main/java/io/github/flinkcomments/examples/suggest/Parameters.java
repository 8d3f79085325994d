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

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that parameters of paging usually have, the likely ones of an API first. */
final class Parameters {

  /** For the number of records of a page, by how common they are. */
  private static final List<String> LIMITS =
      List.of(
          "limit",
          "per_page",
          "page_size",
          "pageSize",
          "_limit",
          "size",
          "perPage",
          "count",
          "maxResults",
          "max_results",
          "take",
          "rows",
          "page[size]",
          "page[limit]",
          "$top",
          "$limit",
          "_per_page",
          "hitsPerPage",
          "results_per_page",
          "first",
          "_size");

  /** For the place, by the parameter for the size that they go with. */
  private static final Map<String, List<String>> PLACES =
      Map.ofEntries(
          Map.entry("limit", List.of("offset", "page", "skip", "start")),
          Map.entry("per_page", List.of("page", "offset")),
          Map.entry("page_size", List.of("page", "offset", "page_number")),
          Map.entry("pageSize", List.of("page", "pageNumber", "pageIndex")),
          Map.entry("_limit", List.of("_start", "_page")),
          Map.entry("size", List.of("page", "from", "offset")),
          Map.entry("perPage", List.of("page", "offset")),
          Map.entry("count", List.of("offset", "start", "startIndex", "page")),
          Map.entry("maxResults", List.of("startAt", "startIndex")),
          Map.entry("max_results", List.of("page", "offset")),
          Map.entry("take", List.of("skip", "page")),
          Map.entry("rows", List.of("start", "offset", "page")),
          Map.entry("page[size]", List.of("page[number]")),
          Map.entry("page[limit]", List.of("page[offset]")),
          Map.entry("$top", List.of("$skip")),
          Map.entry("$limit", List.of("$skip", "$offset")),
          Map.entry("_per_page", List.of("_page")),
          Map.entry("hitsPerPage", List.of("page")),
          Map.entry("results_per_page", List.of("page")));

  /**
   * What an answer calls as its parameter is called, but for a dollar; a count is a total there.
   */
  private static final Pattern NAMED_ALIKE = Pattern.compile("(?!count$)\\$?[A-Za-z]\\w*");

  private static final List<String> USUAL_PLACES = List.of("page", "offset", "skip", "start");

  private static final Set<String> PLACE_NAMES =
      Set.of(
          "offset",
          "skip",
          "start",
          "startat",
          "startindex",
          "from",
          "page",
          "pagenumber",
          "currentpage",
          "pageindex");

  private Parameters() {}

  /** Those for the size that an answer itself names, in a URL of it or among its members. */
  static List<String> limitsNamedBy(Page page, URI asked) {
    Set<String> named = new LinkedHashSet<>();
    nextUrl(page).ifPresent(url -> named.addAll(Query.parametersOf(url).keySet()));
    named.addAll(Query.parametersOf(asked).keySet());
    named.retainAll(LIMITS);
    Set<String> members = namesOfNumbers(page);
    if (members.stream().anyMatch(name -> name.startsWith("odata"))
        || page.root().has("@odata.context")) {
      named.add("$top");
    }
    for (String limit : LIMITS) {
      if (members.contains(Member.normalized(limit)) && NAMED_ALIKE.matcher(limit).matches()) {
        named.add(limit);
      }
    }
    return List.copyOf(named);
  }

  /**
   * A size of its own for each of the usual names, so that what comes tells which had an effect.
   */
  static Map<String, Integer> limitsAtOnce(int smallest, int below) {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    for (String limit : LIMITS) {
      int size = smallest + sizes.size();
      // A dollar is refused where it is not known, and an underscore needs another beside it.
      if (size < below && !limit.startsWith("$") && !limit.equals("_per_page")) {
        sizes.put(limit, size);
      }
    }
    return sizes;
  }

  /** Those for the place, given the one for the size if there is one. */
  static List<String> places(Page page, Optional<String> limit) {
    Set<String> named = new LinkedHashSet<>();
    nextUrl(page)
        .ifPresent(
            url ->
                Query.parametersOf(url).keySet().stream()
                    .filter(name -> PLACE_NAMES.contains(placeName(name)))
                    .forEach(named::add));
    String prefix = limit.filter(name -> name.startsWith("$")).map(name -> "$").orElse("");
    Member.of(page).stream()
        .filter(member -> member.value().isIntegralNumber())
        .filter(member -> PLACE_NAMES.contains(member.name()))
        .forEach(
            member ->
                named.add(
                    member.name().equals("currentpage") ? "page" : prefix + member.ownName()));
    named.addAll(limit.map(PLACES::get).orElse(USUAL_PLACES));
    return List.copyOf(named);
  }

  /** Where a token may go to, judged by what it is called in the body. */
  static List<String> ofToken(String name) {
    Set<String> parameters = new LinkedHashSet<>();
    String stripped = name.replaceFirst("(?i)^_?next_?", "");
    if (!stripped.isEmpty() && !stripped.equals(name)) {
      parameters.add(
          Character.isUpperCase(stripped.charAt(0))
              ? stripped.substring(0, 1).toLowerCase(Locale.ROOT) + stripped.substring(1)
              : stripped);
    }
    if (name.toLowerCase(Locale.ROOT).startsWith("end")) {
      parameters.add("after");
    }
    parameters.add(name);
    parameters.addAll(List.of("cursor", "after", "page_token"));
    return List.copyOf(new ArrayList<>(parameters).subList(0, Math.min(3, parameters.size())));
  }

  /** Where the key of the last record may go to. */
  static List<String> ofKeys() {
    return List.of("starting_after", "after", "since_id");
  }

  /** A place in a URL, such as {@code offset=100}. */
  record Place(String name, long value) {}

  static Optional<Place> placeIn(URI url) {
    return Query.parametersOf(url).entrySet().stream()
        .filter(parameter -> PLACE_NAMES.contains(placeName(parameter.getKey())))
        .filter(parameter -> parameter.getValue().matches("\\d{1,18}"))
        .map(parameter -> new Place(parameter.getKey(), Long.parseLong(parameter.getValue())))
        .findFirst();
  }

  /** {@code page} also for {@code page[number]}. */
  private static String placeName(String name) {
    String normalized = Member.normalized(name);
    return normalized.startsWith("page") && normalized.endsWith("offset") ? "offset" : normalized;
  }

  private static Optional<URI> nextUrl(Page page) {
    return Next.find(page).flatMap(Next::url);
  }

  private static Set<String> namesOfNumbers(Page page) {
    Set<String> names = new LinkedHashSet<>();
    Member.of(page).stream()
        .filter(member -> member.value().isIntegralNumber())
        .forEach(member -> names.add(member.name()));
    return names;
  }
}
