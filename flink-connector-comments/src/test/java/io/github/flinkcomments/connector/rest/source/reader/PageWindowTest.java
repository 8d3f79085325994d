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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageWindowTest {

  @Test
  void asksForTheRowBeforeToo() {
    PageWindow window = window(100, 200, 50);
    assertThat(window.next()).contains(new PageRequest(100, 49, true));
    assertThat(window.next()).contains(new PageRequest(149, 49, true));
    assertThat(window.next()).contains(new PageRequest(198, 2, true));
    assertThat(window.next()).isEmpty();
  }

  @Test
  void thereIsNoRowBeforeTheFirst() {
    assertThat(window(0, 200, 50).next()).contains(new PageRequest(0, 50, false));
  }

  /** A server that counts from 1 may take 0 for 1, and answer with the rows behind those. */
  @Test
  void norBeforeTheFirstOfAListingThatCountsFromOne() {
    assertThat(window(1, 100, 10).next()).contains(new PageRequest(1, 10, false));
  }

  @Test
  void neverAsksForMoreThanThePageSize() {
    assertThat(window(100, 200, 50).next().orElseThrow().limit()).isEqualTo(50);
  }

  @Test
  void stepsByTheRowsReceived() {
    PageWindow window = window(0, 300, 100);
    PageRequest first = window.next().orElseThrow();
    PageRequest second = window.next().orElseThrow();
    assertThat(window.received(first, 7)).isEqualTo(7);
    assertThat(window.position()).isEqualTo(7);
    assertThat(window.isStarved()).isTrue();
    // The gap comes before what is under way, and asks for as many as the server is known to give.
    assertThat(window.next()).contains(new PageRequest(7, 6, true));
    assertThat(second).isEqualTo(new PageRequest(100, 99, true));
  }

  @Test
  void aServerThatGivesOneRowIsReadWithoutOverlap() {
    PageWindow window = window(10, 12, 100);
    assertThat(window.received(window.next().orElseThrow(), 1)).isZero();
    PageRequest again = window.next().orElseThrow();
    assertThat(again).isEqualTo(new PageRequest(10, 1, false));
    assertThat(window.received(again, 1)).isEqualTo(1);
  }

  @Test
  void rowsThatWereNotAskedForAreLeftAlone() {
    PageWindow window = window(0, 10, 100);
    assertThat(window.received(window.next().orElseThrow(), 5000)).isEqualTo(10);
    assertThat(window.isDone()).isTrue();
  }

  @Property
  void deliversEachRowOnceInOrder(
      @ForAll @LongRange(max = 500) long start,
      @ForAll @IntRange(min = 1, max = 400) int length,
      @ForAll @IntRange(min = 1, max = 60) int pageSize,
      @ForAll @IntRange(min = 1, max = 6) int inFlight,
      @ForAll boolean overlapping,
      @ForAll boolean onTop,
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 80) Integer> caps) {
    PageLimit limit = onTop ? PageLimit.growing(pageSize, pageSize, true) : new PageLimit(pageSize);
    PageWindow window = new PageWindow(start, start + length, overlapping, limit);
    Queue<Integer> server = new ArrayDeque<>(caps);
    PriorityQueue<PageRequest> underWay =
        new PriorityQueue<>(Comparator.comparingLong(PageRequest::from));
    List<Long> delivered = new ArrayList<>();
    for (int steps = 0; !window.isDone(); steps++) {
      assertThat(steps).as("progress").isLessThan(3 * length + 2 * caps.size() + 10);
      while (underWay.size() < inFlight || window.isStarved()) {
        Optional<PageRequest> next = window.next();
        if (next.isEmpty()) {
          break;
        }
        underWay.add(next.get());
      }
      PageRequest request = underWay.remove();
      assertThat(request.from()).isEqualTo(window.position());
      assertThat(request.limit()).isLessThanOrEqualTo(onTop ? pageSize + 1 : pageSize);
      int cap = server.isEmpty() ? Integer.MAX_VALUE : server.remove();
      if (request.trial() && cap % 2 == 0) {
        window.refused(request);
        continue;
      }
      int rows = window.received(request, Math.min(cap, request.limit()));
      LongStream.range(request.from(), request.from() + rows).forEach(delivered::add);
    }
    assertThat(delivered).isEqualTo(LongStream.range(start, start + length).boxed().toList());
  }

  @Test
  void oneRequestTriesTheOverlapRowOnTop() {
    PageWindow window = new PageWindow(100, 400, true, PageLimit.growing(50, 50, true));
    PageRequest trial = window.next().orElseThrow();
    assertThat(trial).isEqualTo(new PageRequest(100, 50, true, true));
    assertThat(window.next()).contains(new PageRequest(150, 49, true));
    assertThat(window.received(trial, 51)).isEqualTo(50);
    assertThat(window.next()).contains(new PageRequest(199, 50, true));
  }

  @Test
  void whatIsRefusedIsAskedForAsBefore() {
    PageWindow window = new PageWindow(100, 150, true, PageLimit.growing(50, 50, true));
    window.refused(window.next().orElseThrow());
    assertThat(window.next()).contains(new PageRequest(100, 49, true));
    assertThat(window.next()).contains(new PageRequest(149, 1, true));
  }

  /** Counts, as a server would, what a reader of a whole listing asks for, one after the other. */
  @ParameterizedTest
  @CsvSource({"10,11", "100,101", "1000,1001", "100,5000", "1000,1000"})
  void asksHardlyMoreOftenThanALoop(int pageSize, int cap) {
    long rows = 1_000_000;
    PageLimit limit = PageLimit.growing(pageSize, pageSize, true);
    long rowsOfRange = 10_000L - 10_000 % (pageSize - 1);
    long requests = 0;
    for (long start = 0; start < rows; start += rowsOfRange) {
      PageWindow window = new PageWindow(start, Math.min(rows, start + rowsOfRange), true, limit);
      while (!window.isDone()) {
        PageRequest request = window.next().orElseThrow();
        window.received(request, Math.min(cap, request.limit()));
        requests++;
      }
    }
    assertThat(requests).isLessThanOrEqualTo(rows / pageSize * 101 / 100);
  }

  private static PageWindow window(long position, long end, int pageSize) {
    return new PageWindow(position, end, true, new PageLimit(pageSize));
  }
}
