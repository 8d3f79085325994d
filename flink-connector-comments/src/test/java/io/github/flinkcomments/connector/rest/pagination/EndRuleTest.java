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
package io.github.flinkcomments.connector.rest.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.record.CapturedValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndRuleTest {

  @ParameterizedTest
  @CsvSource({
    "false, true, true",
    "false, TRUE, true",
    "false, 1, true",
    "false, false, false",
    "false, 0, false",
    "false, no, ",
    "true, true, false",
    "true, 1, false",
    "true, False, true",
    "true, 0, true",
    "true, yes, ",
    "last, last, false",
    "last, first, true",
    "last, , "
  })
  void flagSaysMoreUnlessItHasTheValueOfTheEnd(String atEnd, String found, Boolean more) {
    EndRule rule = new EndRule(Set.of(EndCondition.FLAG), "/more", atEnd, false);
    assertThat(rule.flagSaysMore(facts(found))).isEqualTo(Optional.ofNullable(more));
  }

  @Test
  void flagCountsOnlyWhereItIsAskedFor() {
    EndRule pointer = new EndRule(Set.of(EndCondition.NULL_POINTER), "/more", "false", false);
    assertThat(pointer.flagSaysMore(facts("true"))).isEmpty();
    assertThat(pointer.isPointerNull(facts("true"))).isFalse();
    assertThat(pointer.isPointerNull(facts(null))).isTrue();
    EndRule flag = new EndRule(Set.of(EndCondition.FLAG), "/more", "false", false);
    assertThat(flag.isPointerNull(facts(null))).isFalse();
  }

  @Test
  void conditionsAreGivenByTheirNames() {
    assertThat(EndCondition.values())
        .extracting(EndCondition::key)
        .containsExactly(
            "total",
            "short-page",
            "empty-page",
            "missing-link",
            "missing-token",
            "null-pointer",
            "flag",
            "same-token",
            "repeated-page",
            "rule");
  }

  private static PageFacts facts(String flag) {
    return new PageFacts(
        URI.create("http://host/"),
        Map.of(),
        flag == null ? Map.of() : Map.of("/more", CapturedValue.string(flag)),
        OptionalLong.empty(),
        List.of("1"),
        List.of(),
        false);
  }
}
