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
package io.github.flinkcomments.connector.rest.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MisspellingTest {

  private static final List<String> NAMES =
      List.of(
          "url",
          "pagination.page-size",
          "scan.poll-interval",
          "drift.mode",
          "scan.startup.mode",
          "scan.bounded.mode");

  @ParameterizedTest
  @CsvSource({
    "urll, url",
    "page-size, pagination.page-size",
    "pagination.pagesize, pagination.page-size",
    "scan_poll_interval, scan.poll-interval",
    "drift-mode, drift.mode",
    "startup.mode, scan.startup.mode"
  })
  void whatWasMeant(String written, String meant) {
    assertThat(new Misspelling(written).nearestOf(NAMES)).containsExactly(meant);
  }

  @Test
  void severalMayBeAsNear() {
    assertThat(new Misspelling("modes").nearestOf(List.of("b.mode", "a.mode", "other")))
        .containsExactly("a.mode", "b.mode");
  }

  @Test
  void nothingIsNear() {
    assertThat(new Misspelling("colour").nearestOf(NAMES)).isEmpty();
    assertThat(new Misspelling("colour").nearestOf(List.of())).isEmpty();
  }
}
