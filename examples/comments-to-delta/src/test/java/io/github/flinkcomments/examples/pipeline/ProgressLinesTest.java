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
                List.of(new SourceProgress("c", true, 500, OptionalLong.of(500))), 2 * SECOND))
        .isEmpty();
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
    SourceProgress chain = new SourceProgress("orders", false, 70, OptionalLong.empty());
    assertThat(lines.line(List.of(at("comments", 5, 10), chain), SECOND))
        .contains("comments: 5 of 10 rows; orders: 70 rows");
  }

  private static SourceProgress at(String name, long done, long known) {
    return new SourceProgress(name, false, done, OptionalLong.of(known));
  }
}
