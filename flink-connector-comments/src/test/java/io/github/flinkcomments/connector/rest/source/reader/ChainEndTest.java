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
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChainEndTest {

  private static final int PAGE = 5;
  private static final PageAddress FIRST = new PageAddress.Numbered(0);
  private static final PageAddress SECOND = new PageAddress.Numbered(1);

  private final ChainedPagination pagination =
      new ChainedPagination(
          new ChainByPageNumber("page", 0),
          EndRule.of(EndCondition.EMPTY_PAGE),
          new TotalLocation.Unknown(),
          "size",
          PAGE,
          true,
          false);

  @Test
  void boundedReadBelievesAnEmptyPageAfterFurtherRequests() {
    ChainEnd end = end(true);
    for (int request = 0; request < ChainWalk.CONFIRMATIONS; request++) {
      assertThat(end.after(page(SECOND, 0, false), false)).isEmpty();
    }
    assertThat(end.after(page(SECOND, 0, false), false)).get().isNotInstanceOf(Step.Next.class);
  }

  @Test
  void answerInBetweenBeginsTheCountAnew() {
    ChainEnd end = end(true);
    for (int request = 0; request < ChainWalk.CONFIRMATIONS; request++) {
      assertThat(end.after(page(FIRST, 0, false), true)).isEmpty();
    }
    assertThat(end.after(page(FIRST, PAGE, false), true)).hasValue(new Step.Next(SECOND));
    assertThat(end.after(page(SECOND, 0, false), false)).isEmpty();
  }

  @Test
  void unboundedReadComesBackAndBelievesAtOnce() {
    assertThat(end(false).after(page(SECOND, 0, false), false)).isPresent();
  }

  @Test
  void errorThatSaysThatThereIsNothingIsBelievedAtOnce() {
    assertThat(end(true).after(page(SECOND, 0, true), false)).isPresent();
  }

  @Test
  void furtherRequestsMayMeetAnErrorInsteadOfThePage() {
    ChainEnd end = end(true);
    assertThat(end.mayLieBefore()).isFalse();
    assertThat(end.after(page(FIRST, 0, false), true)).isEmpty();
    assertThat(end.mayLieBefore()).isTrue();
  }

  @Test
  void isToldOnce() {
    ChainEnd end = end(false);
    assertThat(end.takeMet()).isFalse();
    end.meet();
    assertThat(end.takeMet()).isTrue();
    end.meet();
    assertThat(end.takeMet()).isFalse();
  }

  private ChainEnd end(boolean bounded) {
    ChainSplit split =
        new ChainSplit(
            "listing",
            Map.of(),
            ChainPosition.before(FIRST, 0),
            Optional.empty(),
            OptionalLong.empty());
    return new ChainEnd(
        pagination,
        new ChainRange(split, pagination),
        new ChainMemory(),
        new ChainCheck("listing", DriftCheck.FAIL),
        bounded);
  }

  private ChainPage page(PageAddress address, int records, boolean pastTheEnd) {
    PageFacts facts =
        new PageFacts(
            URI.create("http://api/"),
            Map.of(),
            Map.of(),
            OptionalLong.empty(),
            IntStream.range(0, records).mapToObj(Integer::toString).toList(),
            List.of(),
            pastTheEnd);
    return new ChainPage(pagination.chaining(), address, facts, 0);
  }
}
