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
package io.github.flinkcomments.connector.rest.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainMemory;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.Step;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PageReviewTest {

  private static final int PAGE = 5;
  private static final PageAddress FIRST = new PageAddress.Numbered(0);
  private static final PageAddress SECOND = new PageAddress.Numbered(1);
  private static final PageAddress THIRD = new PageAddress.Numbered(2);

  private final ChainedPagination pagination =
      new ChainedPagination(
          new ChainByPageNumber("page", 0),
          EndRule.of(EndCondition.EMPTY_PAGE),
          new TotalLocation.Unknown(),
          "size",
          PAGE,
          true,
          false);
  private final PageReview review = review(OptionalLong.empty());

  @Test
  void beginsOnceBehindAPageThatWasNotFull() {
    review.accepted(facts(0, 3), new Step.Next(SECOND));
    assertThat(review.begins(SECOND, false, facts(5, 2))).isTrue();
    assertThat(review.begins(SECOND, false, facts(5, 2))).isFalse();
  }

  @Test
  void emptyPagesInBetweenDoNotEndTheDoubt() {
    review.accepted(facts(0, 3), new Step.Next(SECOND));
    assertThat(review.begins(SECOND, false, facts(5, 0))).isFalse();
    review.accepted(facts(5, 0), new Step.Next(THIRD));
    assertThat(review.begins(THIRD, false, facts(10, 2))).isTrue();
  }

  @Test
  void nothingIsReviewedBehindAFullPageOrThePageOfThePosition() {
    review.accepted(facts(0, PAGE), new Step.Next(SECOND));
    assertThat(review.begins(SECOND, false, facts(5, 2))).isFalse();
    review.accepted(facts(0, 3), new Step.Next(SECOND));
    assertThat(review.begins(FIRST, true, facts(0, 4))).isFalse();
    review.reset();
    assertThat(review.begins(SECOND, false, facts(5, 2))).isFalse();
  }

  @Test
  void norInARangeOfPagesWhichAreClosed() {
    PageReview closed = review(OptionalLong.of(9));
    closed.accepted(facts(0, 3), new Step.Next(SECOND));
    assertThat(closed.begins(SECOND, false, facts(5, 2))).isFalse();
  }

  private PageReview review(OptionalLong endPage) {
    ChainSplit split =
        new ChainSplit(
            "listing", Map.of(), ChainPosition.before(FIRST, 0), Optional.empty(), endPage);
    return new PageReview(pagination, new ChainRange(split, pagination), new ChainMemory());
  }

  private static PageFacts facts(int from, int records) {
    return new PageFacts(
        URI.create("http://api/"),
        Map.of(),
        Map.of(),
        OptionalLong.empty(),
        IntStream.range(from, from + records).mapToObj(Integer::toString).toList(),
        List.of(),
        false);
  }
}
