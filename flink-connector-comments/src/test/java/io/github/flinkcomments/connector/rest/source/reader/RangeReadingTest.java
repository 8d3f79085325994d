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

import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.listing.FetchedPage;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The first page of a range of two pages of ten rows, in the hands of a test. */
class RangeReadingTest {

  private static final PageRequest FIRST = new PageRequest(100, 9, true);
  private static final PageRequest SECOND = new PageRequest(109, 9, true);

  private record Sent(PageRequest request, CompletableFuture<FetchedPage<Long>> answer) {}

  private final List<Sent> pages = new ArrayList<>();
  private final List<Sent> looks = new ArrayList<>();
  private final List<Sent> lateLooks = new ArrayList<>();
  private final PageLimit limit = new PageLimit(10);
  private final Sending sender = new Sending();

  private final class Sending implements RangeSender<Long> {
    @Override
    public CompletableFuture<FetchedPage<Long>> send(PageRequest request) {
      return add(request.limit() == 1 ? looks : pages, request);
    }

    @Override
    public CompletableFuture<FetchedPage<Long>> sendUnless(
        CompletableFuture<?> other, PageRequest request) {
      return add(lateLooks, request);
    }

    @Override
    public CompletableFuture<FetchedPage<Long>> tryOut(PageRequest request) {
      throw new AssertionError("A trial of " + request);
    }

    @Override
    public CompletableFuture<FetchedPage<Long>> sendAgain(PageRequest request) {
      return add(pages, request);
    }

    private CompletableFuture<FetchedPage<Long>> add(List<Sent> sent, PageRequest request) {
      CompletableFuture<FetchedPage<Long>> answer = new CompletableFuture<>();
      sent.add(new Sent(request, answer));
      return answer;
    }
  }

  @Test
  void isConfirmedByTheSecondWithoutAnotherRequest() throws Exception {
    RangeReading<Long> range = afterOthers();
    assertThat(range.request(sender)).isTrue();
    answer(0, 99, 10);
    assertThat(range.accept(sender)).isFalse();
    assertThat(range.firstAnswer()).isNotDone();
    answer(1, 108, 10);
    assertThat(range.firstAnswer()).isDone();
    assertThat(range.accept(sender)).isTrue();
    assertThat(range.deliver(9).size()).isEqualTo(9);
    assertThat(range.accept(sender)).isTrue();
    assertThat(range.isDone()).isTrue();
    assertThat(pages).extracting(Sent::request).containsExactly(FIRST, SECOND);
    assertThat(looks).isEmpty();
  }

  @Test
  void isAskedForAgainIfItIsOld() throws Exception {
    RangeReading<Long> range = afterOthers();
    assertThat(range.request(sender)).isTrue();
    answer(0, 50, 10);
    assertThat(range.accept(sender)).isFalse();
    answer(1, 108, 10);
    assertThat(range.accept(sender)).isFalse();
    answer(2, 99, 10);
    assertThat(range.accept(sender)).isTrue();
    assertThat(range.accepted().size()).isEqualTo(9);
    assertThat(range.preceding()).hasValue("99");
    assertThat(pages).extracting(Sent::request).containsExactly(FIRST, SECOND, FIRST);
  }

  @Test
  void isConfirmedByItselfIfTheSecondIsOld() throws Exception {
    RangeReading<Long> range = afterOthers();
    assertThat(range.request(sender)).isTrue();
    answer(0, 99, 10);
    assertThat(range.accept(sender)).isFalse();
    answer(1, 50, 10);
    assertThat(range.accept(sender)).isFalse();
    answer(2, 99, 10);
    assertThat(range.accept(sender)).isTrue();
    range.deliver(9);
    assertThat(range.accept(sender)).isFalse();
    answer(3, 108, 10);
    assertThat(range.accept(sender)).isTrue();
    assertThat(pages).extracting(Sent::request).containsExactly(FIRST, SECOND, FIRST, SECOND);
  }

  @Test
  void isConfirmedByALookIfTheSecondTakesLong() throws Exception {
    RangeReading<Long> range = afterOthers();
    assertThat(range.request(sender)).isTrue();
    answer(0, 99, 10);
    assertThat(range.accept(sender)).isFalse();
    answer(lateLooks.get(0), 99, 1);
    assertThat(range.firstAnswer()).isDone();
    assertThat(range.accept(sender)).isTrue();
  }

  @Test
  void isConfirmedByALookIfItIsShort() throws Exception {
    RangeReading<Long> range = afterOthers();
    assertThat(range.request(sender)).isTrue();
    answer(0, 99, 4);
    assertThat(range.accept(sender)).isFalse();
    answer(looks.get(0), 99, 1);
    assertThat(range.accept(sender)).isTrue();
    assertThat(range.accepted().size()).isEqualTo(3);
  }

  /** Without an idea of what the server gives, and where no page follows. */
  @Test
  void isLookedAtAtOnceWhereTheSecondIsNotSure() {
    RangeReading<Long> first = range(RangeSplit.of(100, 118));
    assertThat(first.request(sender)).isTrue();
    assertThat(looks).hasSize(1);
    limit.received(10, 10);
    RangeReading<Long> single = range(RangeSplit.of(100, 109));
    assertThat(single.request(sender)).isTrue();
    assertThat(looks).hasSize(2);
  }

  /** The reader has seen pages of other ranges. */
  private RangeReading<Long> afterOthers() {
    limit.received(10, 10);
    return range(RangeSplit.of(100, 118));
  }

  private RangeReading<Long> range(RangeSplit split) {
    return new RangeReading<>(
        split,
        limit,
        InFlightLevel.fixed(2),
        new DriftGuard("the listing", DriftCheck.FAIL, true),
        new OffsetEffect("the listing", "_start", 0, offset -> Optional.of("row " + offset)));
  }

  private void answer(int page, long first, int rows) {
    answer(pages.get(page), first, rows);
  }

  private static void answer(Sent sent, long first, int rows) {
    List<Long> records = LongStream.range(first, first + rows).boxed().toList();
    sent.answer()
        .complete(
            new FetchedPage<>(
                new Page<>(
                    records,
                    records.stream().map(String::valueOf).toList(),
                    List.of(),
                    List.of(),
                    new TreeMap<>(),
                    Map.of(),
                    OptionalLong.empty(),
                    Map.of(),
                    0),
                OptionalLong.empty(),
                0));
  }
}
