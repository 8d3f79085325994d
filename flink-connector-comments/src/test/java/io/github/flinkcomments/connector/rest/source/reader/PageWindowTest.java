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
      @ForAll @Size(max = 50) List<@IntRange(min = 1, max = 80) Integer> caps) {
    PageWindow window = new PageWindow(start, start + length, overlapping, new PageLimit(pageSize));
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
      assertThat(request.limit()).isLessThanOrEqualTo(pageSize);
      int cap = server.isEmpty() ? Integer.MAX_VALUE : server.remove();
      int rows = window.received(request, Math.min(cap, request.limit()));
      LongStream.range(request.from(), request.from() + rows).forEach(delivered::add);
    }
    assertThat(delivered).isEqualTo(LongStream.range(start, start + length).boxed().toList());
  }

  private static PageWindow window(long position, long end, int pageSize) {
    return new PageWindow(position, end, true, new PageLimit(pageSize));
  }
}
