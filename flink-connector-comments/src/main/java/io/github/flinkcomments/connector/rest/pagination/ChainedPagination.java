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
   * @throws MalformedPageException if the response tells a next page that cannot be asked for
   */
  public Step after(PageAddress asked, PageFacts facts, long recordsBefore, ChainMemory memory) {
    return new StepRule(this).after(asked, facts, recordsBefore, memory);
  }

  /** Whether a page has exactly as many records as pages are asked to have. */
  public boolean isAsLongAsAskedFor(PageFacts facts) {
    return !limitParameter.isEmpty() && facts.records() == pageSize;
  }

  /**
   * Why a listing may go on behind its first page although the response leads nowhere: what should
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
        chaining.isNumbered() || (chaining.isFollowing() && end.has(EndCondition.EMPTY_PAGE));
    boolean saysMore =
        end.flagSaysMore(facts).orElse(false)
            || (end.has(EndCondition.NULL_POINTER) && !end.isPointerNull(facts))
            // A total of records says nothing: some of them may be hidden.
            || (end.pagesCounted() && !memory.hasReachedTotal());
    return leadsOnWhereNothingFollows && !saysMore && !isFull(facts, memory);
  }

  boolean isFull(PageFacts facts, ChainMemory memory) {
    return (pageSizeKnown && facts.records() >= pageSize) || memory.isKnownToBeFull(facts);
  }

  /**
   * Whether a page counts as full by nothing but a comparison with the pages before it, which may
   * lack hidden records.
   */
  public boolean isFullByComparison(PageFacts facts, ChainMemory memory) {
    boolean asLongAsWanted = pageSizeKnown && facts.records() >= pageSize;
    return !asLongAsWanted && memory.isLargest(facts);
  }

  /**
   * Whether a page has the records of the page before it once more. By an inclusive key, that is
   * how a page begins anyway.
   */
  public boolean repeats(PageAddress asked, PageFacts facts, ChainMemory memory) {
    return !chaining.beginsWithRecordsRead()
        && (end.has(EndCondition.REPEATED_PAGE)
            ? memory.beginsAgain(asked, facts)
            : memory.repeats(asked, facts));
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
    return chaining.isNumbered()
        ? "%s, %d a page".formatted(chaining.fingerprint(), pageSize)
        : chaining.fingerprint();
  }

  /** How many pages there are, where an answer tells that. */
  public PageCount pageCount() {
    return new PageCount(this);
  }

  /** Records that one request asks for, where that is told. */
  public OptionalInt wanted() {
    return pageSizeKnown ? OptionalInt.of(pageSize) : OptionalInt.empty();
  }
}
