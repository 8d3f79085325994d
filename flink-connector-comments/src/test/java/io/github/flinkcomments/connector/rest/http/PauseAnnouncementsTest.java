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

class PauseAnnouncementsTest {

  private static final long SECOND = 1_000_000_000L;

  private final PauseAnnouncements announcements = new PauseAnnouncements();

  @Test
  void shortPausesAreToldOnceAMinute() {
    long told = 0;
    for (long second = 0; second < 600; second++) {
      told += isDue(second, 1) ? 1 : 0;
    }
    assertThat(told).isEqualTo(10);
  }

  @Test
  void longPauseIsToldOnceHoweverManyRequestsHearOfIt() {
    assertThat(isDue(0, 60)).isTrue();
    assertThat(isDue(0, 60)).isFalse();
    assertThat(isDue(1, 60)).isFalse();
    assertThat(isDue(61, 60)).isTrue();
  }

  @Test
  void longPauseIsToldAfterAShortOne() {
    assertThat(isDue(0, 1)).isTrue();
    assertThat(isDue(1, 30)).isTrue();
  }

  private boolean isDue(long second, long pause) {
    return announcements.isDue(Long.MAX_VALUE - 5 + second * SECOND, Duration.ofSeconds(pause));
  }
}
