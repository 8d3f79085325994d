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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Readers that never tire ask simulated servers, on a clock that only the answers move. */
class InFlightLevelTest {

  private static final int MOST = 32;

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 50, 500})
  void growsToTheMostWhereAllAreServedSideBySide(int millis) {
    Server server = new Server(1000, Duration.ofMillis(millis));
    Reader reader = server.reader(MOST);
    server.answer(300);
    assertThat(reader.level.allowed()).isEqualTo(MOST);
  }

  /** No two requests take the same time, and the more of them, the more there is to gain. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void growsToAHighMostAsWellAndStaysThere(int seed) {
    Server server = new Server(1000, Duration.ofMillis(50)).withSpread(0.5).seeded(seed);
    server.reader(2 * MOST);
    server.answer(1000);
    long before = server.nanos;
    server.answer(10_000);
    double perSecond = 10_000 / ((server.nanos - before) / 1e9);
    assertThat(perSecond).isGreaterThan(0.9 * 2 * MOST / 0.05);
  }

  /** Four, eight, sixteen, thirty-two, and then all of them. */
  @Test
  void growsToTheMostInAsManyRoundTripsAsItDoubles() {
    Server server = new Server(1000, Duration.ofMillis(50));
    Reader reader = server.reader(2 * MOST);
    while (reader.level.allowed() < 2 * MOST) {
      server.answer(1);
    }
    assertThat(Duration.ofNanos(server.nanos)).isLessThan(Duration.ofMillis(50).multipliedBy(6));
  }

  /** As if the machine had had something else to do for a moment. */
  @Test
  void aSingleSlowRoundDoesNotHoldUpTheSearchForLong() {
    Server server = new Server(1000, Duration.ofMillis(100));
    Reader reader = server.reader(2 * MOST);
    server.answer(4);
    server.latency = Duration.ofMillis(150);
    server.answer(8);
    server.latency = Duration.ofMillis(100);
    long before = server.nanos;
    while (reader.level.allowed() < 2 * MOST) {
      server.answer(1);
    }
    assertThat(Duration.ofNanos(server.nanos - before))
        .isLessThan(Duration.ofMillis(100).multipliedBy(20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void neverExceedsTheMost(int most) {
    Server server = new Server(1000, Duration.ofMillis(50));
    server.reader(most);
    server.answer(1000);
    assertThat(server.mostUnderWay).isEqualTo(most);
  }

  /** The server is never idle, and few requests queue up in front of it. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,1", "4,1", "10,1", "16,1", "4,2", "16,2"})
  void settlesAtWhatIsServedAtOnce(int atOnce, int readers) {
    Server server = new Server(atOnce, Duration.ofMillis(50));
    for (int i = 0; i < readers; i++) {
      server.reader(MOST / readers);
    }
    server.answer(1000);
    server.mostUnderWay = 0;
    long before = server.nanos;
    server.answer(10_000);
    double perSecond = 10_000 / ((server.nanos - before) / 1e9);
    assertThat(perSecond).isGreaterThan(0.9 * atOnce / 0.05);
    assertThat(server.mostUnderWay).isLessThanOrEqualTo(atOnce + readers * 10);
  }

  /** It answers the same number in all, and nobody is refused often. */
  @ParameterizedTest
  @ValueSource(ints = {1, 4, 10})
  void asksAServerThatRefusesForLittleMoreThanItAllows(int allowed) {
    Server server = new Server(1000, Duration.ofMillis(50)).refuseAbove(allowed);
    server.reader(MOST);
    server.answer(1000);
    server.refused = 0;
    long before = server.nanos;
    server.answer(10_000);
    double perSecond = 10_000 / ((server.nanos - before) / 1e9);
    assertThat(server.refused).isLessThan(200);
    assertThat(perSecond).isGreaterThan(0.7 * allowed / 0.05);
  }

  @Test
  void aServerThatFailsNowAndThenIsStillAskedSideBySide() {
    Server server = new Server(1000, Duration.ofMillis(50)).failEvery(100);
    server.reader(MOST);
    server.answer(1000);
    long before = server.nanos;
    server.answer(10_000);
    assertThat(10_000 / ((server.nanos - before) / 1e9)).isGreaterThan(4 / 0.05);
  }

  @Test
  void followsAServerThatGetsSlowerAndFasterForGood() {
    Server server = new Server(1000, Duration.ofMillis(50));
    Reader reader = server.reader(MOST);
    server.answer(500);
    server.latency = Duration.ofMillis(200);
    server.answer(5000);
    assertThat(reader.level.allowed()).isGreaterThan(MOST / 2);
    server.latency = Duration.ofMillis(20);
    server.answer(2000);
    assertThat(reader.level.allowed()).isGreaterThan(MOST / 2);
  }

  @Test
  void staysWhereItIsWhileNobodyWaitsForAnAnswer() {
    InFlightLevel level = InFlightLevel.upTo(MOST, 0);
    for (int i = 0; i < 1000; i++) {
      level.answered(100, i, i + 50);
    }
    assertThat(level.allowed()).isEqualTo(4);
  }

  /** Pages that are ten times as large take longer, which is no congestion. */
  @Test
  void largerPagesAreNotComparedWithSmallOnes() {
    Server server = new Server(1000, Duration.ofMillis(50));
    Reader reader = server.reader(MOST);
    server.answer(500);
    server.latency = Duration.ofMillis(400);
    server.rows = 1000;
    server.answer(200);
    assertThat(reader.level.allowed()).isEqualTo(MOST);
  }

  /** Pages of five sizes, each of which takes longer than the one before. */
  @Test
  void growingPagesDoNotHoldUpTheSearch() {
    Server server = new Server(1000, Duration.ofMillis(50));
    Reader reader = server.reader(MOST);
    for (int rows : new int[] {100, 201, 401, 801, 1001}) {
      server.rows = rows;
      server.latency = Duration.ofMillis(50 + rows / 10);
      // Those under way are of the size before; the next size is tried after a few pages.
      server.answer(2 * reader.level.allowed());
    }
    assertThat(reader.level.allowed()).isGreaterThanOrEqualTo(MOST / 2);
    long before = server.nanos;
    server.answer(2000);
    double perSecond = 2000 / ((server.nanos - before) / 1e9);
    assertThat(perSecond).isGreaterThan(0.9 * MOST / 0.15);
  }

  @Test
  void norIsTheLastPageOfARange() {
    InFlightLevel level = InFlightLevel.upTo(MOST, 0);
    for (int i = 0; i < 400; i++) {
      level.waits();
      level.answered(100, i, i + 50);
      if (i % 3 == 0) {
        level.answered(7, i, i + 1);
      }
    }
    assertThat(level.allowed()).isEqualTo(MOST);
  }

  private static final class Reader {
    private final InFlightLevel level;
    private int underWay;

    Reader(InFlightLevel level) {
      this.level = level;
    }
  }

  private record Answer(Reader reader, int rows, long sent, long at, boolean refused) {}

  /** Serves so many at once, each for the latency give or take a part; others queue up. */
  private static final class Server {
    private Random random = new Random(7);
    private double spread = 0.1;
    private final PriorityQueue<Long> free = new PriorityQueue<>();
    private final PriorityQueue<Answer> answers =
        new PriorityQueue<>((one, other) -> Long.compare(one.at(), other.at()));
    private final List<Reader> readers = new ArrayList<>();
    private Duration latency;
    private int rows = 100;
    private int refuseAbove = Integer.MAX_VALUE;
    private int failEvery = Integer.MAX_VALUE;
    private long nanos;
    private int mostUnderWay;
    private int served;
    private int refused;

    Server(int atOnce, Duration latency) {
      this.latency = latency;
      for (int i = 0; i < atOnce; i++) {
        free.add(0L);
      }
    }

    Server withSpread(double part) {
      spread = part;
      return this;
    }

    Server seeded(int seed) {
      random = new Random(seed);
      return this;
    }

    Server refuseAbove(int requests) {
      refuseAbove = requests;
      return this;
    }

    Server failEvery(int requests) {
      failEvery = requests;
      return this;
    }

    Reader reader(int most) {
      Reader reader = new Reader(InFlightLevel.upTo(most, nanos));
      readers.add(reader);
      return reader;
    }

    void answer(int count) {
      for (int answered = 0; answered < count; ) {
        readers.forEach(this::send);
        Answer answer = answers.remove();
        nanos = answer.at();
        answer.reader().underWay--;
        if (answer.refused()) {
          answer.reader().level.overloaded(nanos);
        } else {
          answer.reader().level.waits();
          answer.reader().level.answered(answer.rows(), answer.sent(), nanos);
          answered++;
        }
      }
    }

    private long serving() {
      return answers.stream().filter(answer -> !answer.refused()).count();
    }

    private void send(Reader reader) {
      while (reader.underWay < reader.level.allowed()) {
        reader.underWay++;
        mostUnderWay = Math.max(mostUnderWay, answers.size() + 1);
        boolean isRefused = serving() >= refuseAbove || ++served % failEvery == 0;
        if (isRefused) {
          refused++;
          answers.add(new Answer(reader, rows, nanos, nanos + latency.toNanos() / 10, true));
        } else {
          long begin = Math.max(nanos, free.remove());
          long end =
              begin + (long) (latency.toNanos() * (1 - spread + 2 * spread * random.nextDouble()));
          free.add(end);
          answers.add(new Answer(reader, rows, nanos, end, false));
        }
      }
    }
  }
}
