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

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.reader.ChainRequests.Asked;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChainRequestsTest {

  private long nanoTime;
  private final ChainRequests<String> requests = new ChainRequests<>(page(1), () -> nanoTime);

  @Test
  void oneIsUnderWayUntilAPageLeadsOn() {
    send();
    assertThat(requests.wanted()).isEmpty();
    assertThat(requests.untilDue()).isEmpty();

    requests.take();
    requests.widen();
    send();
    send();
    assertThat(requests.inFlight()).isEqualTo(2);
    assertThat(requests.wanted()).isEmpty();
  }

  @Test
  void whereNothingIsKnownAheadTheAnswerSaysWhatFollows() {
    requests.sent(asked(page(1), new CompletableFuture<>()), Optional.empty());
    requests.take();
    assertThat(requests.wanted()).isEmpty();
    requests.follow(page(7));
    requests.follow(page(8));
    assertThat(requests.wanted()).contains(page(7));
  }

  @Test
  void restartAsksAloneAndLater() {
    requests.widen();
    send();
    requests.restart(page(5), Duration.ofNanos(10));
    assertThat(requests.inFlight()).isZero();
    assertThat(requests.wanted()).isEmpty();
    assertThat(requests.untilDue()).contains(Duration.ofNanos(10));

    nanoTime = 10;
    assertThat(requests.wanted()).contains(page(5));
    send();
    assertThat(requests.wanted()).isEmpty();
  }

  @Test
  void answersAreTakenInTheOrderOfTheirPages() {
    requests.widen();
    CompletableFuture<AnsweredPage<String>> first = new CompletableFuture<>();
    requests.sent(asked(page(1), first), Optional.of(page(2)));
    requests.sent(
        asked(page(2), CompletableFuture.failedFuture(new IOException("reset"))), Optional.empty());
    assertThat(requests.isAnswered()).isFalse();
    first.complete(null);
    assertThat(requests.isAnswered()).isTrue();
    assertThat(requests.take().failure()).isEmpty();
    assertThat(requests.first().failure()).containsInstanceOf(IOException.class);
  }

  /** Sends what is wanted; the page behind it is known. */
  private void send() {
    PageAddress.Numbered wanted = (PageAddress.Numbered) requests.wanted().orElseThrow();
    requests.sent(asked(wanted, new CompletableFuture<>()), Optional.of(page(wanted.page() + 1)));
  }

  private static Asked<String> asked(
      PageAddress page, CompletableFuture<AnsweredPage<String>> answer) {
    return new Asked<>(page, false, answer);
  }

  private static PageAddress page(long number) {
    return new PageAddress.Numbered(number);
  }
}
