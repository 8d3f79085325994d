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

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds how the page after a page is asked for: first as the answers show it, then by trial. */
final class WayOn {

  private static final int MAX_TRIALS = 3;

  /** The place that is tried. The first, second and third place have other meanings elsewhere. */
  private static final int PLACE = 2;

  private static final Set<String> HAS_MORE =
      Set.of("hasmore", "hasnext", "hasnextpage", "more", "moreresults", "hasmoreitems");

  private final Questions questions;
  private final Page first;
  private final Optional<PageSizes.Trial> trial;
  private final Page shown;

  /**
   * @param first the answer to the URL as it is
   * @param trial a smaller page, if there is a parameter for that
   */
  WayOn(Questions questions, Page first, Optional<PageSizes.Trial> trial) {
    this.questions = questions;
    this.first = first;
    this.trial = trial;
    this.shown = trial.map(PageSizes.Trial::page).orElse(first);
  }

  /**
   * Makes at most a handful of requests.
   *
   * @param ordered whether the same request brings the same records, so that an effect shows
   */
  Paging find(boolean ordered) throws InterruptedException {
    Optional<Next> next = Next.find(shown).or(() -> Next.find(first));
    Optional<Paging> paging = next.isPresent() ? shown(next.get()) : Optional.empty();
    if (paging.isEmpty() && hasMore(shown).isPresent() && questions.key().isPresent()) {
      paging = keyset(questions.key().get());
    }
    if (paging.isEmpty() && ordered) {
      paging = place();
      // An answer that does not say that there is more may still be followed by others.
      if (paging.isEmpty() && trial.isPresent() && questions.key().isPresent()) {
        paging = keyset(questions.key().get());
      }
    }
    return paging.orElse(new Paging.None());
  }

  /** JSON pointer to a flag that is true on a page with another one after it. */
  static Optional<String> hasMore(Page page) {
    return Member.of(page).stream()
        .filter(member -> member.value().isBoolean() && member.value().booleanValue())
        .filter(member -> HAS_MORE.contains(member.name()))
        .map(Member::pointer)
        .findFirst();
  }

  private Optional<Paging> shown(Next next) throws InterruptedException {
    if (next instanceof Next.LinkHeader header) {
      return ifAnother(questions.follow(header.url()), new Paging.LinkHeader());
    }
    if (next instanceof Next.InBody body) {
      return ifAnother(questions.follow(body.url()), new Paging.NextUrl(body.pointer()));
    }
    if (next instanceof Next.Token token) {
      for (String parameter : Parameters.ofToken(token.name())) {
        Optional<Paging> cursor =
            ifAnother(
                questions.ask(sized(Map.of(parameter, token.value()))),
                new Paging.Cursor(parameter, token.pointer()));
        if (cursor.isPresent()) {
          return cursor;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Paging> keyset(String pointer) throws InterruptedException {
    JsonNode last = questions.identity(shown.records().get(shown.size() - 1));
    for (String parameter : Parameters.ofKeys()) {
      Optional<Paging> keyset =
          ifAnother(
              questions.ask(sized(Map.of(parameter, last.asText()))),
              new Paging.Keyset(parameter, pointer));
      if (keyset.isPresent()) {
        return keyset;
      }
    }
    return Optional.empty();
  }

  private Optional<Paging> place() throws InterruptedException {
    List<String> parameters =
        Parameters.places(first, trial.map(PageSizes.Trial::parameter)).stream()
            .limit(MAX_TRIALS)
            .toList();
    for (String parameter : parameters) {
      Optional<Page> page = questions.ask(sized(Map.of(parameter, Integer.toString(PLACE))));
      if (page.isPresent() && !page.get().records().isEmpty()) {
        Optional<Paging> paging = meaning(parameter, page.get());
        if (paging.isPresent()) {
          return paging;
        }
      }
    }
    return Optional.empty();
  }

  /** Tells what a place counts by which record a page begins with. */
  private Optional<Paging> meaning(String parameter, Page page) throws InterruptedException {
    int size = shown.size();
    int asked = trial.map(PageSizes.Trial::size).orElse(size);
    Map<JsonNode, Integer> places = new HashMap<>();
    List<JsonNode> known = questions.identities(first.size() > size ? first : shown);
    for (int i = known.size() - 1; i >= 0; i--) {
      places.put(known.get(i), i);
    }
    Integer begins = places.get(questions.identity(page.records().get(0)));
    if (begins == null) {
      return unknownPlace(parameter, page);
    }
    if (begins == PLACE) {
      return Optional.of(new Paging.Offset(parameter, 0));
    }
    if (begins == PLACE - 1) {
      return Optional.of(new Paging.Offset(parameter, 1));
    }
    if (begins >= (PLACE - 1) * size && begins <= (PLACE - 1) * asked) {
      return Optional.of(new Paging.PageNumber(parameter, 1));
    }
    return begins == PLACE * size
        ? Optional.of(new Paging.PageNumber(parameter, 0))
        : Optional.empty();
  }

  /** The page begins behind all that is known, so it is one of pages: what is the first called? */
  private Optional<Paging> unknownPlace(String parameter, Page page) throws InterruptedException {
    if (!questions.isAnotherPage(page, shown)) {
      return Optional.empty();
    }
    Optional<Page> one = questions.ask(sized(Map.of(parameter, "1")));
    return one.map(
        found -> new Paging.PageNumber(parameter, questions.isAnotherPage(found, shown) ? 0 : 1));
  }

  private Map<String, String> sized(Map<String, String> parameters) {
    return trial.map(small -> small.sized(parameters)).orElse(parameters);
  }

  private Optional<Paging> ifAnother(Optional<Page> page, Paging paging) {
    return page.filter(found -> questions.isAnotherPage(found, shown)).map(found -> paging);
  }

  /** Another way that the URL of the next page shows: a place in it that can be asked for. */
  Optional<Paging> alternative(Paging paging) {
    if (!(paging instanceof Paging.LinkHeader || paging instanceof Paging.NextUrl)) {
      return Optional.empty();
    }
    return Next.find(shown)
        .flatMap(Next::url)
        .flatMap(Parameters::placeIn)
        .flatMap(
            place ->
                place.value() == shown.size()
                    ? Optional.of(new Paging.Offset(place.name(), 0))
                    : place.value() == 2
                        ? Optional.of(new Paging.PageNumber(place.name(), 1))
                        : place.value() == 1
                            ? Optional.of(new Paging.PageNumber(place.name(), 0))
                            : Optional.empty());
  }
}
