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

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MisspeltColumnsTest {

  private static final Set<String> NAMES = names("name", "email", "body");

  @Test
  void nearNamesAreTold() {
    assertFails(
        List.of("Name", "mail"),
        NAMES,
        "No record of the first page has the column 'Name'; did you mean 'name'?"
            + " No record of the first page has the column 'mail'; did you mean 'email'?");
  }

  @Test
  void whereNoneIsNearTheOthersAreTold() {
    assertFails(
        List.of("colour"),
        NAMES,
        "No record of the first page has the column 'colour'; set 'fields.colour.pointer' to where"
            + " it is; other names in the records are 'name', 'email', 'body'.");
    assertFails(
        List.of("colour"),
        Set.of(),
        "No record of the first page has the column 'colour'; set 'fields.colour.pointer' to where"
            + " it is.");
  }

  @Test
  void aFewOfManyNamesAreTold() {
    Set<String> many = names(IntStream.range(0, 30).mapToObj(i -> "n" + i).toArray(String[]::new));
    assertThatThrownBy(() -> found(MissingColumnMode.FAIL, List.of("colour"), many))
        .hasMessageContaining("'n9' and more.")
        .hasMessageNotContaining("'n10'");
  }

  @ParameterizedTest
  @EnumSource(names = "FAIL", mode = EnumSource.Mode.EXCLUDE)
  void othersGoOn(MissingColumnMode mode) {
    assertThatCode(() -> found(mode, List.of("mail"), NAMES)).doesNotThrowAnyException();
  }

  private static void assertFails(List<String> columns, Set<String> others, String message) {
    assertThatThrownBy(() -> found(MissingColumnMode.FAIL, columns, others))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining(message);
  }

  private static void found(MissingColumnMode mode, List<String> columns, Set<String> others)
      throws RecordFormatException {
    new MisspeltColumns(mode).found(columns, others);
  }

  private static Set<String> names(String... names) {
    return new LinkedHashSet<>(List.of(names));
  }
}
