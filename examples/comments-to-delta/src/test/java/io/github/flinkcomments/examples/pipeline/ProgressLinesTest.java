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
package io.github.flinkcomments.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

  private static final long SECOND = 1_000_000_000;

  private final ProgressLines lines = new ProgressLines(0);

  @Test
  void saysHowFarAndHowFast() {
    assertThat(lines.line(List.of(at("c", 500, 2000)), SECOND)).contains("500 of 2,000 rows");
    assertThat(lines.line(List.of(at("c", 1500, 2000)), 3 * SECOND))
        .contains("1,500 of 2,000 rows, 500 rows/s");
  }

  @Test
  void saysNothingThatItHasSaidAndNothingBeforeTheFirstAnswer() {
    assertThat(lines.line(List.of(), 0)).isEmpty();
    assertThat(lines.line(List.of(at("c", 0, 0)), 0)).isEmpty();
    assertThat(lines.line(List.of(at("c", 500, 500)), SECOND)).isPresent();
    assertThat(
            lines.line(
                List.of(
                    new SourceProgress(
                        "c", true, 500, OptionalLong.of(500), OptionalLong.empty(), 0)),
                2 * SECOND))
        .isEmpty();
  }

  @Test
  void oneRowIsARow() {
    SourceProgress chain =
        new SourceProgress("orders", false, 1, OptionalLong.empty(), OptionalLong.empty(), 0);
    assertThat(lines.line(List.of(chain), SECOND)).contains("1 row");
  }

  /** The time in which nothing came counts. */
  @Test
  void rareRowsAreSlowRows() {
    lines.line(List.of(at("c", 500, 500)), SECOND);
    lines.line(List.of(at("c", 500, 500)), 10 * SECOND);
    assertThat(lines.line(List.of(at("c", 520, 520)), 11 * SECOND))
        .contains("520 of 520 rows, 2 rows/s");
  }

  @Test
  void namesSourcesWhereThereAreSeveral() {
    SourceProgress chain =
        new SourceProgress("orders", false, 70, OptionalLong.empty(), OptionalLong.empty(), 0);
    assertThat(lines.line(List.of(at("comments", 5, 10), chain), SECOND))
        .contains("comments: 5 of 10 rows; orders: 70 rows");
  }

  /** What was handed out is taken for done until its reader has heard of it. */
  @Test
  void neverGoesBackwards() {
    lines.see(List.of(ranges(0, 0)));
    assertThat(lines.line(List.of(ranges(400, 400)), SECOND)).contains("0 of 2,000 rows");
    assertThat(lines.line(List.of(ranges(300, 400)), 2 * SECOND))
        .contains("300 of 2,000 rows, 300 rows/s");
    assertThat(lines.line(List.of(ranges(750, 800)), 3 * SECOND))
        .contains("350 of 2,000 rows, 50 rows/s");
    assertThat(lines.line(List.of(ranges(500, 1200)), 4 * SECOND)).isEmpty();
    assertThat(lines.line(List.of(ranges(1200, 1200)), 5 * SECOND))
        .contains("1,200 of 2,000 rows, 425 rows/s");
  }

  /** After a failure, a range is handed out again. */
  @Test
  void staysWhereItWasUntilAJobThatFailedIsThereAgain() {
    lines.see(List.of(ranges(0, 0)));
    lines.line(List.of(ranges(900, 1000)), SECOND);
    assertThat(lines.line(List.of(ranges(900, 1000)), 2 * SECOND))
        .contains("900 of 2,000 rows, 900 rows/s");
    assertThat(lines.line(List.of(ranges(300, 400)), 3 * SECOND)).isEmpty();
    assertThat(lines.lastLine(List.of(ranges(2000, 2000)), 4 * SECOND))
        .contains("2,000 of 2,000 rows, 550 rows/s");
  }

  @Test
  void malformedRecordsThatAreLeftOutAreCounted() {
    assertThat(lines.line(List.of(at("c", 500, 2000).withLeftOut(7)), SECOND))
        .contains("500 of 2,000 rows, 7 malformed records left out");
    assertThat(lines.line(List.of(at("c", 500, 2000).withLeftOut(8)), 2 * SECOND))
        .contains("500 of 2,000 rows, 0 rows/s, 8 malformed records left out");
    // The metric counts anew when a task starts anew.
    assertThat(lines.lastLine(List.of(at("c", 2000, 2000).withLeftOut(1)), 3 * SECOND))
        .contains("2,000 of 2,000 rows, 1,500 rows/s, 8 malformed records left out");
  }

  private static SourceProgress ranges(long done, long handedOut) {
    return new SourceProgress(
        "c", false, done, OptionalLong.of(2000), OptionalLong.of(handedOut), 0);
  }

  private static SourceProgress at(String name, long done, long known) {
    return new SourceProgress(name, false, done, OptionalLong.of(known), OptionalLong.empty(), 0);
  }
}
