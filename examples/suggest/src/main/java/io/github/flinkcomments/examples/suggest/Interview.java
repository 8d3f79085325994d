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
import io.github.flinkcomments.examples.suggest.Findings.Agreement;
import io.github.flinkcomments.examples.suggest.Findings.PastTheEnd;
import io.github.flinkcomments.examples.suggest.Limit.Outcome;
import io.github.flinkcomments.examples.suggest.PageSizes.Trial;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Asks an API what it takes to draft its table. Each question is one request, and each depends on
 * the answers before it: the URL as it is, the parameter for the size of a page, the way on, the
 * largest page, what comes past the end, and whether the same question gets the same answer.
 */
final class Interview {

  /** What servers answer to a page that lies past the end. */
  private static final Set<Integer> PAST_THE_END = Set.of(400, 404, 410, 416, 422);

  private final Questions questions;

  private Interview(Questions questions) {
    this.questions = questions;
  }

  /**
   * @throws NoListingException if the first response is not a page of a listing
   */
  static Findings of(Api api, URI url) throws NoListingException, InterruptedException {
    return new Interview(new Questions(api, url)).findings();
  }

  private Findings findings() throws NoListingException, InterruptedException {
    Page first = questions.first();
    if (first.records().isEmpty()) {
      throw new NoListingException(
          "The listing at %s has no records, so its columns cannot be told; give a URL with some."
              .formatted(Secrets.mask(questions.url())));
    }
    PageSizes sizes = new PageSizes(questions);
    Optional<Trial> trial = sizes.find(first);
    Page shown = trial.map(Trial::page).orElse(first);
    // Asked before places are tried: where the order changes, each place seems to have an effect.
    Optional<Page> again =
        questions.ask(trial.map(small -> small.sized(Map.of())).orElse(Map.of()));
    if (trial.isPresent() && again.map(page -> page.size() != shown.size()).orElse(false)) {
      Optional<Trial> corrected = sizes.corrected(trial.get(), first);
      if (corrected.isPresent()) {
        again = corrected.map(Trial::page);
        trial = corrected;
      }
    }
    Agreement agreement = agreement(shown, again);
    Optional<Trial> small = trial;
    boolean ordered = agreement == Agreement.SAME || agreement == Agreement.OTHER_CONTENT;
    WayOn wayOn = new WayOn(questions, first, trial);
    Paging paging = wayOn.find(ordered);
    Optional<Total> total = Total.find(shown).or(() -> Total.find(first));
    Optional<PastTheEnd> pastTheEnd = pastTheEnd(paging, trial, total);
    Optional<Limit> limit =
        trial.isPresent() ? sizes.largest(trial.get(), first, total) : Optional.empty();
    return new Findings(
        bare(paging, trial),
        questions.asked(),
        shown.path(),
        questions.records(),
        questions.key(),
        paging,
        limit.or(
            () ->
                small.map(
                    found ->
                        new Limit(found.parameter(), found.size(), found.size(), Outcome.SERVED))),
        total,
        WayOn.hasMore(shown),
        wayOn.alternative(paging),
        Order.find(first.records(), questions.key()),
        agreement,
        pastTheEnd,
        questions.throttled(),
        rateHeaders(first.answer()));
  }

  private Optional<PastTheEnd> pastTheEnd(
      Paging paging, Optional<Trial> trial, Optional<Total> total) throws InterruptedException {
    if (trial.isEmpty() || total.isEmpty() || !paging.indexed() || questions.left() < 3) {
      return Optional.empty();
    }
    Trial small = trial.get();
    int size = small.size();
    long records = total.get().value();
    Map<String, String> last;
    Map<String, String> beyond;
    if (paging instanceof Paging.Offset offset) {
      long end = records + offset.first();
      last = Map.of(offset.parameter(), Long.toString(Math.max(offset.first(), end - size)));
      beyond = Map.of(offset.parameter(), Long.toString(end));
    } else if (paging instanceof Paging.PageNumber page) {
      long end = (records + size - 1) / size + page.first();
      last = Map.of(page.parameter(), Long.toString(end - 1));
      beyond = Map.of(page.parameter(), Long.toString(end));
    } else {
      return Optional.empty();
    }
    Set<JsonNode> seen = new HashSet<>(questions.records());
    Optional<Page> answer = questions.ask(small.sized(beyond));
    if (answer.isEmpty()) {
      OptionalInt status = questions.refusedWith();
      // Any other status may say something about the moment, and not about the place.
      return status.isPresent() && PAST_THE_END.contains(status.getAsInt())
          ? Optional.of(new PastTheEnd.Refused(status.getAsInt()))
          : Optional.empty();
    }
    if (answer.get().records().isEmpty()) {
      return Optional.of(new PastTheEnd.Empty());
    }
    return Optional.of(
        seen.containsAll(answer.get().records()) || isPage(small.sized(last), answer.get())
            ? new PastTheEnd.Repeated()
            : new PastTheEnd.More());
  }

  /** The last page was not seen before, unlike the first ones. */
  private boolean isPage(Map<String, String> parameters, Page answer) throws InterruptedException {
    return questions.left() > 1
        && questions.ask(parameters).map(Page::records).equals(Optional.of(answer.records()));
  }

  private Agreement agreement(Page before, Optional<Page> again) {
    if (again.isEmpty()) {
      return Agreement.NOT_ASKED;
    }
    List<JsonNode> then = questions.identities(before);
    List<JsonNode> now = questions.identities(again.get());
    if (then.equals(now)) {
      return before.records().equals(again.get().records())
          ? Agreement.SAME
          : Agreement.OTHER_CONTENT;
    }
    return new HashSet<>(then).equals(new HashSet<>(now))
        ? Agreement.OTHER_ORDER
        : Agreement.OTHER_RECORDS;
  }

  /** The URL without what the draft's options say. */
  private URI bare(Paging paging, Optional<Trial> trial) {
    Set<String> said = new LinkedHashSet<>();
    trial.ifPresent(small -> said.add(small.parameter()));
    paging.placeParameter().ifPresent(said::add);
    return Query.without(questions.url(), said);
  }

  private static List<String> rateHeaders(Answer answer) {
    return answer.headers().keySet().stream()
        .filter(name -> Member.normalized(name).contains("ratelimit"))
        .map(name -> name + ": " + answer.header(name).orElse(""))
        .toList();
  }
}
