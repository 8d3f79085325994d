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

import io.github.flinkcomments.examples.suggest.Limit.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the parameter for the size of a page, and what the server makes of a large one. */
final class PageSizes {

  /**
   * A page of a size that was asked for.
   *
   * @param parameter that had the effect
   * @param size that was asked for; where records are hidden, the page has fewer
   */
  record Trial(String parameter, int size, Page page) {

    /** The parameters, and with them the size of this page. */
    Map<String, String> sized(Map<String, String> parameters) {
      Map<String, String> all = new LinkedHashMap<>(parameters);
      all.put(parameter, Integer.toString(size));
      return all;
    }
  }

  /** With fewer records, a place counted in records may look like one counted in pages. */
  static final int TRIAL_SIZE = 3;

  private static final int MAX_TRIALS = 4;

  /** Most records of the small page that an API may have hidden. */
  private static final int HIDDEN = 2;

  private static final int LARGE = 1000;
  private static final int LARGE_BYTES = 4 << 20;
  private static final int USUAL = 100;

  private final Questions questions;

  PageSizes(Questions questions) {
    this.questions = questions;
  }

  /** Empty if no parameter has an effect, or there are too few records to see one. */
  Optional<Trial> find(Page first) throws InterruptedException {
    if (first.size() <= TRIAL_SIZE) {
      return Optional.empty();
    }
    int left = MAX_TRIALS;
    for (String named : Parameters.limitsNamedBy(first, questions.url())) {
      if (left > 2) {
        left--;
        Optional<Trial> trial = trial(Map.of(named, TRIAL_SIZE), Map.of());
        if (trial.isPresent()) {
          return trial;
        }
      }
    }
    Map<String, Integer> sizes = Parameters.limitsAtOnce(TRIAL_SIZE, first.size());
    Optional<Trial> atOnce = trial(sizes, Map.of());
    if (atOnce.isPresent()) {
      return atOnce;
    }
    boolean refused = questions.refusedWith().isPresent();
    for (Attempt attempt : apart(refused)) {
      if (--left <= 0) {
        break;
      }
      Optional<Trial> trial = trial(Map.of(attempt.parameter(), TRIAL_SIZE), attempt.beside());
      if (trial.isPresent()) {
        questions.always(attempt.beside());
        return trial;
      }
    }
    return Optional.empty();
  }

  /**
   * The trial of the parameter that had the effect instead of the one that was taken for it, since
   * an API that hides records after paging gives fewer than it was asked for.
   */
  Optional<Trial> corrected(Trial mistaken, Page first) throws InterruptedException {
    Map<String, Integer> sizes = Parameters.limitsAtOnce(TRIAL_SIZE, first.size() + HIDDEN);
    for (Map.Entry<String, Integer> size : sizes.entrySet()) {
      int hidden = size.getValue() - mistaken.size();
      if (hidden > 0 && hidden <= HIDDEN) {
        Optional<Page> page =
            questions.ask(Map.of(size.getKey(), Integer.toString(size.getValue())));
        if (page.map(Page::records).equals(Optional.of(mistaken.page().records()))) {
          return page.map(found -> new Trial(size.getKey(), size.getValue(), found));
        }
      }
    }
    return Optional.empty();
  }

  private record Attempt(String parameter, Map<String, String> beside) {}

  /** One by one, for an API that wants no unknown parameters or takes them for filters. */
  private static List<Attempt> apart(boolean refused) {
    List<Attempt> attempts = new ArrayList<>();
    if (refused) {
      attempts.add(new Attempt("limit", Map.of()));
      attempts.add(new Attempt("per_page", Map.of()));
    }
    attempts.add(new Attempt("_per_page", Map.of("_page", "1")));
    attempts.add(new Attempt(refused ? "page_size" : "limit", Map.of()));
    return attempts;
  }

  private Optional<Trial> trial(Map<String, Integer> sizes, Map<String, String> beside)
      throws InterruptedException {
    if (sizes.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>(beside);
    sizes.forEach((name, size) -> parameters.put(name, size.toString()));
    Optional<Page> page = questions.ask(parameters);
    return page.flatMap(
        found ->
            sizes.entrySet().stream()
                .filter(size -> size.getValue() == found.size())
                .findFirst()
                .map(size -> new Trial(size.getKey(), size.getValue(), found)));
  }

  /**
   * Asks for as many records as fit into a page of a few megabytes.
   *
   * @param first the page whose size the server chose
   */
  Optional<Limit> largest(Trial trial, Page first, Optional<Total> total)
      throws InterruptedException {
    int bytes = trial.page().answer().body().length() / Math.max(1, trial.page().size());
    int asked = Math.max(USUAL, Math.min(LARGE, LARGE_BYTES / Math.max(1, bytes)));
    Optional<Limit> large = limit(trial, asked, total);
    boolean unanswered = large.isEmpty() && questions.refusedWith().isEmpty();
    if (unanswered || large.filter(limit -> limit.given() > 0).isPresent()) {
      return large;
    }
    Optional<Limit> usual = asked > USUAL ? limit(trial, USUAL, total) : Optional.empty();
    return usual
        .filter(limit -> limit.given() > 0)
        .or(
            () ->
                Optional.of(
                    new Limit(
                        trial.parameter(), Math.min(asked, USUAL), first.size(), Outcome.REFUSED)));
  }

  /** Empty without an answer. */
  private Optional<Limit> limit(Trial trial, int asked, Optional<Total> total)
      throws InterruptedException {
    return questions
        .ask(Map.of(trial.parameter(), Integer.toString(asked)))
        .map(page -> new Limit(trial.parameter(), asked, page.size(), outcome(page, asked, total)));
  }

  private static Outcome outcome(Page page, int asked, Optional<Total> total) {
    if (page.size() >= asked) {
      return Outcome.SERVED;
    }
    if (Next.find(page).isPresent() || WayOn.hasMore(page).isPresent()) {
      return Outcome.CAPPED;
    }
    return total
        .map(found -> found.value() > page.size() ? Outcome.CAPPED : Outcome.SERVED)
        .orElse(Outcome.UNCLEAR);
  }
}
