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

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/**
 * A listing that is walked page by page, where an answer leads to the next request. Pure.
 *
 * @param chaining how a page leads to the next
 * @param end by what the end is known
 * @param total where an answer tells a total
 * @param limitParameter query parameter for the page size; empty if it is not sent
 * @param pageSize records asked for at once
 * @param pageSizeKnown whether a page of fewer records than {@code pageSize} tells something:
 *     whether the size is sent, or was told by the user
 * @param repeatQuery whether the listing's own query parameters are added to a URL that an answer
 *     tells
 */
@Internal
public record ChainedPagination(
    Chaining chaining,
    EndRule end,
    TotalLocation total,
    String limitParameter,
    int pageSize,
    boolean pageSizeKnown,
    boolean repeatQuery)
    implements Pagination {

  /** Checks the page size, and that no query parameter has two meanings. */
  public ChainedPagination {
    if (chaining.parameters().contains(limitParameter)) {
      throw new IllegalArgumentException(
          "The option 'pagination.limit-parameter' is '%s', but so is the name of %s; they must differ."
              .formatted(limitParameter, chaining.mechanism()));
    }
    if (pageSize < 1) {
      throw new IllegalArgumentException(
          "The option 'pagination.page-size' is %d, but it must be at least 1."
              .formatted(pageSize));
    }
    if (end.has(EndCondition.TOTAL)) {
      requireKnown(total);
    }
  }

  /**
   * Checks that a total is told by which the end is to be known.
   *
   * @throws IllegalArgumentException if it is not
   */
  public static void requireKnown(TotalLocation total) {
    if (total instanceof TotalLocation.Unknown) {
      throw new IllegalArgumentException(
          "The option 'pagination.end' is 'total', but 'pagination.total' is 'none'; say where the total is, or choose another end.");
    }
  }

  /** JSON pointers to what has to be picked from each body. */
  public List<String> captures() {
    return Stream.concat(chaining.captures().stream(), end.captures().stream()).distinct().toList();
  }

  /**
   * The request for a page.
   *
   * @param request what is the same in all requests
   * @param slice values of the slice's own placeholders
   * @throws IllegalArgumentException if it does not become a valid one
   */
  public PageCall call(RequestTemplate request, PageAddress page, Map<String, String> slice) {
    PageQuestion question = chaining.ask(page, pageSize);
    Map<String, PlaceholderValue> values = new HashMap<>(question.values());
    values.put(Placeholders.LIMIT, PlaceholderValue.of(pageSize));
    slice.forEach((name, value) -> values.put(name, text(value)));
    Map<String, String> parameters = new LinkedHashMap<>(question.parameters());
    if (!limitParameter.isEmpty()) {
      parameters.put(limitParameter, Integer.toString(pageSize));
    }
    if (question.uri().isPresent()) {
      return request.call(question.uri().get(), values, parameters, repeatQuery);
    }
    return request.call(values, parameters, page.equals(chaining.first()));
  }

  private static PlaceholderValue text(String value) {
    return new PlaceholderValue(value, CapturedValue.string(value).json());
  }

  /**
   * What follows from an answer.
   *
   * @param asked the page that was answered
   * @param recordsBefore records on the pages before it
   * @param memory what the walk remembers; takes the answer in
   * @throws MalformedPageException if the answer tells a next page that cannot be asked for
   */
  public Step after(PageAddress asked, PageFacts facts, long recordsBefore, ChainMemory memory) {
    memory.answered(asked, facts, pageSizeKnown ? pageSize : 0);
    if (facts.pastTheEnd()) {
      return new Step.AtEnd();
    }
    if (repeats(asked, facts, memory)) {
      return end.has(EndCondition.REPEATED_PAGE) ? new Step.PastEnd() : repeated();
    }
    Optional<PageAddress> next = chaining.next(asked, facts);
    memory.passed(asked, facts);
    Optional<Step> decided = decided(asked, facts, recordsBefore, memory);
    if (decided.isPresent()) {
      return decided.get();
    }
    if (next.isEmpty()) {
      return withoutNext(facts);
    }
    return follow(asked, next.get(), facts, memory);
  }

  /** Whether a page has exactly as many records as pages are asked to have. */
  public boolean isAsLongAsAskedFor(PageFacts facts) {
    return !limitParameter.isEmpty() && facts.records() == pageSize;
  }

  /**
   * Why a listing may go on behind its first page although the answer leads nowhere: what should
   * lead on, or mark the end, is not there at all, and the page may be full.
   *
   * @return a sentence's end, with the option to correct; empty if the end is told
   */
  public Optional<String> doubtsEnd(PageFacts facts) {
    boolean told =
        facts.pastTheEnd()
            || facts.records() == 0
            || end.flagSaysMore(facts).isPresent()
            || facts.total().orElse(Long.MAX_VALUE) <= facts.records();
    if (told) {
      return Optional.empty();
    }
    return chaining.isFollowing()
        ? chaining.missing(facts, fill(facts))
        : end.missing(facts, fill(facts));
  }

  private PageFill fill(PageFacts facts) {
    if (!pageSizeKnown) {
      return PageFill.UNKNOWN;
    }
    return facts.records() >= pageSize ? PageFill.FULL : PageFill.SHORT;
  }

  /**
   * Whether a page that the walk goes on from may have got more records since: it was not full, and
   * nothing in its answer said that there was a page behind it. As soon as there is one, it has to
   * be asked for again, or what was added to it would be passed over.
   */
  public boolean mayHaveGrown(PageFacts facts, ChainMemory memory) {
    boolean leadsOnWhereNothingFollows =
        chaining instanceof ChainByPageNumber
            || (chaining.isFollowing() && end.has(EndCondition.EMPTY_PAGE));
    boolean saysMore =
        end.flagSaysMore(facts).orElse(false)
            || (end.has(EndCondition.NULL_POINTER) && !end.isPointerNull(facts))
            // A total of records says nothing: some of them may be hidden.
            || (end.pagesCounted() && !memory.hasReachedTotal());
    return leadsOnWhereNothingFollows && !saysMore && !isFull(facts, memory);
  }

  private boolean isFull(PageFacts facts, ChainMemory memory) {
    return (pageSizeKnown && facts.records() >= pageSize) || memory.isKnownToBeFull(facts);
  }

  /**
   * Whether a page has the records of the page before it once more. By an inclusive key, that is
   * how a page begins anyway.
   */
  public boolean repeats(PageAddress asked, PageFacts facts, ChainMemory memory) {
    boolean inclusive = chaining instanceof ChainByKey key && key.inclusive();
    return !inclusive
        && (end.has(EndCondition.REPEATED_PAGE)
            ? memory.beginsAgain(asked, facts)
            : memory.repeats(asked, facts));
  }

  private Optional<Step> decided(
      PageAddress asked, PageFacts facts, long recordsBefore, ChainMemory memory) {
    boolean ended =
        (end.has(EndCondition.EMPTY_PAGE) && facts.records() == 0)
            || (end.has(EndCondition.SHORT_PAGE) && isShort(facts, memory))
            || (end.has(EndCondition.MISSING_LINK) && !chaining.isFollowing() && hasNoLink(facts))
            || end.isPointerNull(facts)
            || !end.flagSaysMore(facts).orElse(true);
    if (ended) {
      return Optional.of(new Step.AtEnd());
    }
    if (end.has(EndCondition.FLAG) && end.flagSaysMore(facts).isEmpty()) {
      return stuck(
          facts
              .value(end.pointer())
              .map(
                  found ->
                      "The answer has '%s' at '%s', which is neither true nor false; say by 'pagination.end-value' what it has there at the end."
                          .formatted(found.text(), end.pointer()))
              .orElseGet(
                  () ->
                      "The answer has nothing at '%s', where 'pagination.end-pointer' expects a flag."
                          .formatted(end.pointer())));
    }
    if (end.has(EndCondition.TOTAL)) {
      return byTotal(asked, facts, recordsBefore, memory);
    }
    return memory.isBarren()
        ? stuck(
            "Page after page has no record, and nothing says that the listing ends; say by 'pagination.end' what marks its end.")
        : Optional.empty();
  }

  /** Pages that are asked for by number or key may carry a link that tells the end all the same. */
  private static boolean hasNoLink(PageFacts facts) {
    return LinkHeader.parse(facts.header("Link")).stream()
        .noneMatch(link -> link.hasRelation("next"));
  }

  private static boolean isShort(PageFacts facts, ChainMemory memory) {
    return facts.records() == 0 || facts.records() < memory.fullSize();
  }

  /**
   * A total that is too low must not end a listing: search engines cap theirs, and counts of one
   * page get taken for totals. Where the page that reaches it is full, the next one shows. So it
   * does where records were not counted, but inferred from the number of pages.
   */
  private Optional<Step> byTotal(
      PageAddress asked, PageFacts facts, long recordsBefore, ChainMemory memory) {
    if (memory.hasReachedTotal()) {
      return facts.records() == 0 ? Optional.of(new Step.AtEnd()) : Optional.empty();
    }
    if (facts.total().isEmpty()) {
      return stuck(
          "The answer tells no total, by which 'pagination.end' = 'total' would know the end; correct 'pagination.total', or choose another end.");
    }
    long total = facts.total().getAsLong();
    long read = recordsBefore + facts.records();
    if (end.pagesCounted()) {
      read =
          asked instanceof PageAddress.Numbered number
              ? number.page() - ((PageAddress.Numbered) chaining.first()).page() + 1
              : Long.MIN_VALUE;
    }
    if (read >= total) {
      if ((end.pagesCounted() || memory.hasCounted()) && !memory.isFull(facts)) {
        return Optional.of(new Step.AtEnd());
      }
      memory.totalReached();
      return Optional.empty();
    }
    // Of a page that is empty although a number of pages tells others behind it, all are hidden.
    return facts.records() == 0 && !end.pagesCounted()
        ? stuck(
            "The page is empty after %d of the %d records that the total tells; records may be hidden after paging. Add 'empty-page' to 'pagination.end' if that is the end of the listing."
                .formatted(recordsBefore, total))
        : Optional.empty();
  }

  private Step withoutNext(PageFacts facts) {
    return end.flagSaysMore(facts).orElse(false)
        ? new Step.Stuck(
            "The answer says that there are more records, but not how to ask for them by %s; correct where that is told, or 'pagination.end-pointer'."
                .formatted(chaining.mechanism()))
        : new Step.AtEnd();
  }

  private Step follow(PageAddress asked, PageAddress next, PageFacts facts, ChainMemory memory) {
    boolean same = chaining.asking(next).equals(chaining.asking(asked));
    if (same && chaining instanceof ChainByKey && isFull(facts, memory)) {
      return new Step.Stuck(
          "The page holds nothing but records of the key that it was asked for, all of which were read: more records share a key than a page holds, or as many. Make 'pagination.page-size' larger, or add a tie-breaker to 'pagination.key-pointer'.");
    }
    if (same) {
      return end.has(EndCondition.SAME_TOKEN) || holdsOnlyTheKey(asked, facts)
          ? new Step.AtEnd()
          : new Step.Stuck(
              "The answer leads to the page that was just asked for, by %s. If that marks the end of the listing, add 'same-token' to 'pagination.end'; otherwise the API ignores what it is asked for."
                  .formatted(chaining.mechanism()));
    }
    chaining.requireWayOn(asked, facts);
    return memory.closesCircle(chaining.asking(next))
        ? new Step.Stuck(
            "The pages lead in a circle: the answer leads to a page that was read before, by %s."
                .formatted(chaining.mechanism()))
        : new Step.Next(next);
  }

  /** How a listing ends that hands out the records of the key itself, which were read before. */
  private boolean holdsOnlyTheKey(PageAddress asked, PageFacts facts) {
    return chaining instanceof ChainByKey key && key.inclusive() && key.isOfAllOf(asked, facts);
  }

  private Step repeated() {
    return new Step.Stuck(
        "The page has the same records as the page before it: the API ignores %s, or repeats its last page past the end. Correct the parameter, or, if the API does repeat its last page, set 'pagination.end' = 'repeated-page'."
            .formatted(chaining.mechanism()));
  }

  private static Optional<Step> stuck(String reason) {
    return Optional.of(new Step.Stuck(reason));
  }

  /**
   * Whether an error may mean that the listing ends before the page that is asked for: where a
   * short page is the end and records were seen, so that the request is right; or where the total
   * was reached.
   */
  public boolean mayLiePastTheEnd(ChainMemory memory) {
    return memory.hasReachedTotal()
        || (end.has(EndCondition.SHORT_PAGE) && memory.hasSeenRecords());
  }

  /**
   * What must be the same for an address to mean the same page. The number of a page means nothing
   * without the size of the pages before it.
   */
  public String fingerprint() {
    return chaining instanceof ChainByPageNumber
        ? "%s, %d a page".formatted(chaining.fingerprint(), pageSize)
        : chaining.fingerprint();
  }

  /**
   * Whether an answer tells how many pages there are, so that readers can share them. Where a total
   * of records alone is the end, one reader has to count them: behind pages that others have, an
   * empty page would show nothing.
   */
  public boolean tellsPages() {
    return chaining instanceof ChainByPageNumber
        && end.has(EndCondition.TOTAL)
        && (end.pagesCounted() || end.has(EndCondition.EMPTY_PAGE));
  }

  /**
   * Whether a page is complete: it is full, or whoever answered knows of a page behind it. One that
   * lags behind does not.
   */
  public boolean isComplete(PageAddress.Numbered page, PageFacts facts) {
    if (facts.total().isEmpty() || (pageSizeKnown && facts.records() >= pageSize)) {
      return true;
    }
    long total = facts.total().getAsLong();
    long pages = end.pagesCounted() ? total : (total + pageSize - 1) / pageSize;
    return page.page() < ((PageAddress.Numbered) chaining.first()).page() + pages - 1;
  }

  /**
   * How many pages there are at least, by the answer to the first. Too few do no harm, since the
   * last one is the beginning of a chain that goes on; too many would begin it past the end.
   *
   * @return empty if it does not tell
   */
  public OptionalLong pages(PageFacts first) {
    if (first.total().isEmpty() || first.records() == 0) {
      return OptionalLong.empty();
    }
    long total = first.total().getAsLong();
    if (end.pagesCounted()) {
      return OptionalLong.of(total);
    }
    // Fewer records than were asked for may be a cap, or be left out after paging.
    return pageSizeKnown
        ? OptionalLong.of((total + recordsOfPage(first) - 1) / recordsOfPage(first))
        : OptionalLong.empty();
  }

  /** Records of a full page at most, by the answer to the first. */
  public long recordsOfPage(PageFacts first) {
    return pageSizeKnown ? Math.max(pageSize, first.records()) : first.records();
  }

  /** Records that one request asks for, where that is told. */
  public OptionalInt wanted() {
    return pageSizeKnown ? OptionalInt.of(pageSize) : OptionalInt.empty();
  }
}
