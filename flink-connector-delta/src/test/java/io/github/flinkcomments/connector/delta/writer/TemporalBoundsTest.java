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
package io.github.flinkcomments.connector.delta.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalBoundsTest {

  @ParameterizedTest
  @ValueSource(strings = {"0001-01-01", "1969-12-31", "1970-01-01", "9999-12-31"})
  void datesAreSpelledAsTheyAre(String date) {
    assertThat(TemporalBounds.date((int) LocalDate.parse(date).toEpochDay())).contains(date);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-12-31", "+10000-01-01"})
  void datesOfOtherYearsAreLeftOut(String date) {
    assertThat(TemporalBounds.date((int) LocalDate.parse(date).toEpochDay())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05.678Z, 2026-01-02T03:04:05.678, 2026-01-02T03:04:05.678",
    "2026-01-02T03:04:05.678001Z, 2026-01-02T03:04:05.678, 2026-01-02T03:04:05.679",
    "2026-01-02T03:04:05.678999Z, 2026-01-02T03:04:05.678, 2026-01-02T03:04:05.679",
    "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999, 1970-01-01T00:00:00.000",
    "0001-01-01T00:00:00Z, 0001-01-01T00:00:00.000, 0001-01-01T00:00:00.000"
  })
  void microsecondsAreRoundedOutwards(Instant time, String notAfter, String notBefore) {
    long microseconds = microseconds(time);
    assertThat(TemporalBounds.timestampNotAfter(microseconds, false)).contains(notAfter);
    assertThat(TemporalBounds.timestampNotBefore(microseconds, false)).contains(notBefore);
    assertThat(TemporalBounds.timestampNotAfter(microseconds, true)).contains(notAfter + "Z");
    assertThat(TemporalBounds.timestampNotBefore(microseconds, true)).contains(notBefore + "Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0000-12-31T23:59:59.999999Z, , 0001-01-01T00:00:00.000",
    "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999, ",
    "+10000-01-01T00:00:00Z, , "
  })
  void timestampsOfOtherYearsAreLeftOut(Instant time, String notAfter, String notBefore) {
    assertThat(TemporalBounds.timestampNotAfter(microseconds(time), false))
        .isEqualTo(Optional.ofNullable(notAfter));
    assertThat(TemporalBounds.timestampNotBefore(microseconds(time), false))
        .isEqualTo(Optional.ofNullable(notBefore));
  }

  private static long microseconds(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }
}
