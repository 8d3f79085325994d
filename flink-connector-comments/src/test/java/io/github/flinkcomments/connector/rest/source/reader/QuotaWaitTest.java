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
import org.junit.jupiter.api.Test;

class QuotaWaitTest {

  private long now = 42;
  private final QuotaWait wait = new QuotaWait(() -> now);

  @Test
  void isToldAfterAMinuteAndThenLessOften() {
    assertThat(wait.untilTold()).isEqualTo(Duration.ofMinutes(1));
    assertThat(wait.isDue()).isFalse();
    pass(Duration.ofMinutes(1));
    assertThat(wait.untilTold()).isZero();
    assertThat(wait.isDue()).isTrue();
    assertThat(wait.isDue()).isFalse();
    assertThat(wait.untilTold()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aQuotaThatOpensEndsIt() {
    wait.untilTold();
    wait.ended();
    pass(Duration.ofMinutes(5));
    assertThat(wait.isDue()).isFalse();
    assertThat(wait.untilTold()).isEqualTo(Duration.ofMinutes(1));
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }
}
