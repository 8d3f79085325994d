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
package io.github.flinkcomments.connector.rest.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeEnumeratorOptionsTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  @ParameterizedTest
  @CsvSource({
    "10000,  999, 9990", // ten pages of 1000 with the overlap row
    "10000,   99, 9999",
    "10000,  100, 10000", // no overlap row
    "10000,    1, 10000",
    "   50,   19, 38",
    "   50,   50, 50",
    "   50,   51, 50", // a range of less than a page
  })
  void rangesHaveWholePages(long splitSize, long rowsOfPage, long rows) {
    assertThat(options(splitSize, NO_LIMIT).splitSize(2, rowsOfPage)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource({"10, 2, 5", "10, 4, 2", "3, 4, 1", "50000, 2, 9999"})
  void rangesAreSmallerThanTheQuota(long quota, int parallelism, long rows) {
    assertThat(options(10_000, quota).splitSize(parallelism, 99)).isEqualTo(rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "-1; PT10S; PT1H; 10; The limit is -1 rows",
        "80; PT0S; PT1H; 10; The option 'scan.poll-interval' is PT0S, but it must be longer than zero",
        "80; PT-1S; PT1H; 10; The option 'scan.poll-interval' is PT-1S, but it must be longer than zero",
        "80; PT0.000999S; PT1H; 10; The option 'scan.poll-interval' is PT0.000999S, but it must be 1 ms",
        "80; PT10S; PT-1S; 10; The option 'scan.poll-failure-timeout' is PT-1S",
        "80; PT10S; PT1H; 0; The option 'scan.split-size' is 0",
      })
  void invalidNumberIsRefusedByName(
      long limit, Duration pollInterval, Duration timeout, long splitSize, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options(false, limit, pollInterval, timeout, splitSize))
        .withMessageStartingWith(message);
  }

  @Test
  void smallestNumbersAreAccepted() {
    assertThatCode(() -> options(false, 0, Duration.ofMillis(1), Duration.ZERO, 1))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "60, 10, 70",
    "0, 10, 10",
    "9223372036854775806, 0, 9223372036854775806",
    "9223372036854775806, 1, ", // beyond all numbers
    "9223372036854775807, 0, " // no limit
  })
  void limitCountsFromTheStart(long limit, long first, Long end) {
    OptionalLong expected = end == null ? OptionalLong.empty() : OptionalLong.of(end);
    assertThat(limited(false, limit).limitFrom(first)).isEqualTo(expected);
  }

  @Test
  void sourceStopsIfItIsBoundedOrLimited() {
    assertThat(limited(false, NO_LIMIT).stops()).isFalse();
    assertThat(limited(false, 80).stops()).isTrue();
    assertThat(limited(true, NO_LIMIT).stops()).isTrue();
  }

  @Test
  void onlyAsManyReadersEmitAsThereAreRecords() {
    assertThat(options(10, 2).mayEmit(1)).isTrue();
    assertThat(options(10, 2).mayEmit(2)).isFalse();
    ChainEnumeratorOptions chains = new ChainEnumeratorOptions(false, NO_LIMIT, 2, 10, true);
    assertThat(chains.mayEmit(1)).isTrue();
    assertThat(chains.mayEmit(2)).isFalse();
  }

  private static RangeEnumeratorOptions limited(boolean bounded, long limit) {
    return options(bounded, limit, Duration.ofSeconds(10), Duration.ofHours(1), 10);
  }

  private static RangeEnumeratorOptions options(
      boolean bounded, long limit, Duration pollInterval, Duration timeout, long splitSize) {
    return new RangeEnumeratorOptions(
        new StartingOffset.Earliest(),
        bounded,
        limit,
        pollInterval,
        timeout,
        false,
        splitSize,
        NO_LIMIT,
        DriftCheck.FAIL,
        true);
  }

  private static RangeEnumeratorOptions options(long splitSize, long maxRecordsPerCheckpoint) {
    return new RangeEnumeratorOptions(
        new StartingOffset.Earliest(),
        false,
        RangeEnumeratorOptions.NO_LIMIT,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        false,
        splitSize,
        maxRecordsPerCheckpoint,
        DriftCheck.FAIL,
        true);
  }
}
