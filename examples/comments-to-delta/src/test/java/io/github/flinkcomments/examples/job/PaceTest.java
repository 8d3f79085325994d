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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.checkpoint.Progress;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void tellsRowsAndSpeedSinceTheProgressBefore() {
    Pace pace = new Pace(progress(1000), OptionalLong.empty(), 0);

    assertThat(pace.line(progress(3000), OptionalLong.of(4), 2 * SECOND))
        .hasValue("3,000 of 5,000 rows, 1,000 rows/s, table version 4");
    assertThat(pace.line(progress(3500), OptionalLong.of(5), 3 * SECOND))
        .hasValue("3,500 of 5,000 rows, 500 rows/s, table version 5");
  }

  @Test
  void saysNothingTwice() {
    Pace pace = new Pace(progress(1000), OptionalLong.of(4), 0);

    assertThat(pace.line(progress(1000), OptionalLong.of(4), SECOND)).isEmpty();
    assertThat(pace.line(progress(1000), OptionalLong.of(5), SECOND)).isPresent();
  }

  @Test
  void saysWhatIsNotKnown() {
    Pace pace = new Pace(progress(1), OptionalLong.empty(), 0);

    assertThat(pace.line(Progress.startingAt(0), OptionalLong.empty(), SECOND))
        .hasValueSatisfying(
            line -> assertThat(line).contains("an unknown number of rows", "version none yet"));
  }

  private static Progress progress(long done) {
    return new Progress(done, done, OptionalLong.of(5000), 1);
  }
}
