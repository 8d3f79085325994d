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
package io.github.flinkcomments.connector.rest.source.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.testutils.logging.LoggerAuditingExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.event.Level;

/** What an outage says. When polls are due: {@link PollScheduleTest}. */
class PollsTest {

  private final IOException down = new IOException("The API is down.");

  @RegisterExtension
  final LoggerAuditingExtension log = new LoggerAuditingExtension(Polls.class, Level.INFO);

  private final AtomicLong failed = new AtomicLong();
  private final Polls polls =
      new Polls("the listing", Duration.ofSeconds(10), Duration.ofMinutes(5), failed, () -> 42);

  @Test
  void anOutageIsLoggedOnceAndSoIsItsEnd() {
    polls.succeeded();
    for (int outage = 1; outage <= 2; outage++) {
      for (int failure = 1; failure <= 20; failure++) {
        assertThat(polls.mayFail(down)).isTrue();
      }
      polls.succeeded();
      polls.succeeded();
      assertThat(log.getMessages()).hasSize(2 * outage);
    }
    assertThat(failed).hasValue(40);
    assertThat(log.getMessages())
        .startsWith(
            "A poll of the listing the listing has failed; the next ones are tried for up to PT5M"
                + " ('scan.poll-failure-timeout'): The API is down.",
            "The listing the listing answers again, after 20 polls that failed.");
  }

  @Test
  void whatFailsTheJobIsNotSaidToBeTriedOn() {
    assertThat(polls.mayFail(down)).isFalse();
    assertThat(log.getMessages()).isEmpty();
  }
}
