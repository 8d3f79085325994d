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
import org.junit.jupiter.api.Test;

class ServerAllowanceTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final ServerAllowance allowance = new ServerAllowance();
  private long now = Long.MAX_VALUE - 7;

  @Test
  void serverThatRefusedTheSameTwiceIsPausedForByItself() {
    for (int time = 0; time < 2; time++) {
      assertThat(allowance.answered(now)).isEmpty();
      allowance.refused(SECOND);
    }
    assertThat(allowance.answered(now)).contains(SECOND);
  }

  @Test
  void pauseCountsFromTheFirstOfTheAnswers() {
    for (int time = 0; time < 2; time++) {
      assertThat(allowance.answered(now)).isEmpty();
      assertThat(allowance.answered(now)).isEmpty();
      allowance.refused(SECOND);
      allowance.refused(SECOND);
    }
    assertThat(allowance.answered(now)).isEmpty();
    now += 300_000_000;
    assertThat(allowance.answered(now)).contains(Duration.ofMillis(700));
  }

  @Test
  void whatDiffersIsNoHabit() {
    allowance.answered(now);
    allowance.refused(SECOND);
    allowance.answered(now);
    allowance.answered(now);
    allowance.refused(SECOND);
    allowance.answered(now);
    assertThat(allowance.answered(now)).isEmpty();
  }

  @Test
  void serverIsAskedForMoreOnceInAWhile() {
    for (int time = 0; time < 2; time++) {
      allowance.answered(now);
      allowance.refused(SECOND);
    }
    for (int pause = 0; pause < 20; pause++) {
      assertThat(allowance.answered(now)).contains(SECOND);
    }
    for (int answer = 0; answer < 1000; answer++) {
      assertThat(allowance.answered(now)).isEmpty();
    }
    allowance.refused(SECOND);
    assertThat(allowance.answered(now)).isEmpty();
  }
}
