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
package io.github.flinkcomments.connector.rest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestGateTest {

  private static final Duration HOUR = Duration.ofHours(1);

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
  private final RequestGate gate = new RequestGate(clock::get, () -> 0.0);
  private final List<Long> entered = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    gate.close();
    for (Thread thread : threads) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void letsEverybodyThroughUntilThereIsAPause() throws Exception {
    for (int request = 0; request < 100; request++) {
      assertThat(gate.enter(gate.takeTurn(), Duration.ZERO)).isTrue();
    }
  }

  @Test
  void afterAPauseRequestsGoInTheirOrderAndOneMoreWithEachAnswer() throws Exception {
    gate.enter(gate.takeTurn(), Duration.ZERO);
    gate.pauseFor(HOUR);
    long first = gate.takeTurn();
    long second = gate.takeTurn();
    long third = gate.takeTurn();
    long fourth = gate.takeTurn();
    for (long turn : new long[] {fourth, second, third, first}) {
      enterInBackground(turn);
    }
    assertThat(entered).isEmpty();

    clock.addAndGet(HOUR.toNanos());
    gate.leave();
    Await.until(() -> entered.size() == 1);

    gate.answered();
    gate.leave();
    Await.until(() -> entered.size() == 3);
    assertThat(entered.get(0)).isEqualTo(first);
    assertThat(entered.subList(1, 3)).containsExactlyInAnyOrder(second, third);

    gate.pauseFor(HOUR);
    clock.addAndGet(HOUR.toNanos());
    gate.leave();
    gate.leave();
    Await.until(() -> entered.size() == 4);
    assertThat(entered.get(3)).isEqualTo(fourth);
  }

  @Test
  void closeSendsAwayWhoWaits() throws Exception {
    gate.pauseFor(HOUR);
    enterInBackground(gate.takeTurn());
    gate.close();
    assertThat(gate.enter(gate.takeTurn(), HOUR)).isFalse();
    assertThat(entered).isEmpty();
  }

  @Test
  void pauseIsNotMadeShorter() throws Exception {
    gate.enter(gate.takeTurn(), Duration.ZERO);
    gate.pauseFor(HOUR);
    gate.pauseFor(Duration.ZERO);
    enterInBackground(gate.takeTurn());
    clock.addAndGet(HOUR.toNanos() / 2);
    gate.leave();
    assertThat(entered).isEmpty();
  }

  private void enterInBackground(long turn) throws Exception {
    Thread thread =
        new Thread(
            () -> {
              try {
                if (gate.enter(turn, Duration.ZERO)) {
                  entered.add(turn);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
    Await.until(() -> thread.getState() == Thread.State.TIMED_WAITING);
  }
}
