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

import java.util.Optional;

/**
 * Decides what follows from an answer: the next page, the end, or nothing that makes sense. The end
 * is where one of the {@link EndRule}'s conditions holds; a page that leads back is never the next.
 * Pure.
 */
final class StepRule {

  private final ChainedPagination chain;
  private final Chaining chaining;
  private final EndRule end;

  StepRule(ChainedPagination chain) {
    this.chain = chain;
    this.chaining = chain.chaining();
    this.end = chain.end();
  }

  /**
   * Decides.
   *
   * @param asked the page that was answered
   * @param recordsBefore records on the pages before it
   * @param memory what the walk remembers; takes the answer in
   * @throws MalformedPageException if the response tells a next page that cannot be asked for
   */
  Step after(PageAddress asked, PageFacts facts, long recordsBefore, ChainMemory memory) {
    memory.answered(asked, facts, chain.pageSizeKnown() ? chain.pageSize() : 0);
    if (facts.pastTheEnd()) {
      return new Step.AtEnd();
    }
    if (chain.repeats(asked, facts, memory)) {
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
                      "The response has '%s' at '%s', which is neither true nor false; say by 'pagination.end-value' what it has there at the end."
                          .formatted(found.text(), end.pointer()))
              .orElseGet(
                  () ->
                      "The response has nothing at '%s', where 'pagination.end-pointer' expects a flag."
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
          "The response tells no total, by which 'pagination.end' = 'total' would know the end; correct 'pagination.total', or choose another end.");
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
            "The response says that there are more records, but not how to ask for them by %s; correct where that is told, or 'pagination.end-pointer'."
                .formatted(chaining.mechanism()))
        : new Step.AtEnd();
  }

  private Step follow(PageAddress asked, PageAddress next, PageFacts facts, ChainMemory memory) {
    boolean same = chaining.asking(next).equals(chaining.asking(asked));
    if (same && chaining instanceof ChainByKey && chain.isFull(facts, memory)) {
      return new Step.Stuck(
          "The page holds nothing but records of the key that it was asked for, all of which were read: more records share a key than a page holds, or as many. Make 'pagination.page-size' larger, or add a tie-breaker to 'pagination.key-pointer'.");
    }
    if (same) {
      return end.has(EndCondition.SAME_TOKEN) || chaining.holdsOnlyRecordsRead(asked, facts)
          ? new Step.AtEnd()
          : new Step.Stuck(
              "The response leads to the page that was just asked for, by %s. If that marks the end of the listing, add 'same-token' to 'pagination.end'; otherwise the API ignores what it is asked for."
                  .formatted(chaining.mechanism()));
    }
    chaining.requireWayOn(asked, facts);
    return memory.closesCircle(chaining.asking(next))
        ? new Step.Stuck(
            "The pages lead in a circle: the response leads to a page that was read before, by %s."
                .formatted(chaining.mechanism()))
        : new Step.Next(next);
  }

  private Step repeated() {
    return new Step.Stuck(
        "The page has the same records as the page before it: the API ignores %s, or repeats its last page past the end. Correct the parameter, or, if the API does repeat its last page, set 'pagination.end' = 'repeated-page'."
            .formatted(chaining.mechanism()));
  }

  private static Optional<Step> stuck(String reason) {
    return Optional.of(new Step.Stuck(reason));
  }
}
