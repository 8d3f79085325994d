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

import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnumeratorOptionsTest {

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
  void rationedRangesAreSmaller(long ration, int parallelism, long rows) {
    assertThat(options(10_000, ration).splitSize(parallelism, 99)).isEqualTo(rows);
  }

  private static EnumeratorOptions options(long splitSize, long maxRecordsPerCheckpoint) {
    return new EnumeratorOptions(
        new StartingOffset.Earliest(),
        false,
        EnumeratorOptions.NO_LIMIT,
        Duration.ofSeconds(10),
        Duration.ofHours(1),
        false,
        splitSize,
        maxRecordsPerCheckpoint,
        DriftCheck.FAIL,
        true);
  }
}
