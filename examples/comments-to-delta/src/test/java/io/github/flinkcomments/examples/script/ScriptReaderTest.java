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
package io.github.flinkcomments.examples.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {

  private final Variables variables =
      new Variables(
          Map.of("TABLE", "lake", "EVIL", "a'; DROP TABLE x; --"),
          Map.of("TOKEN", "s3cret", "TABLE", "not this one"));

  @Test
  void splitsAtSemicolonsOutsideQuotesAndComments() throws Exception {
    assertThat(
            read(
                """
                -- not; here
                SET 'a' = 'b;c'; /* nor; here */

                CREATE TABLE `x;y` (
                  id INT -- it's
                );
                INSERT INTO t SELECT 1
                """))
        .containsExactly(
            new ScriptStatement(2, "SET 'a' = 'b;c'"),
            new ScriptStatement(4, "CREATE TABLE `x;y` (\n  id INT -- it's\n)"),
            new ScriptStatement(7, "INSERT INTO t SELECT 1"));
  }

  @Test
  void replacesVariablesButNotInComments() throws Exception {
    assertThat(read("-- ${NOBODY}\nINSERT INTO ${TABLE} SELECT '${TOKEN}';"))
        .containsExactly(new ScriptStatement(2, "INSERT INTO lake SELECT 's3cret'"));
  }

  @Test
  void noValueEndsALiteralOrAStatement() throws Exception {
    assertThat(read("SET 'a' = '${EVIL}'; SET 'b' = 'c';"))
        .containsExactly(
            new ScriptStatement(1, "SET 'a' = 'a''; DROP TABLE x; --'"),
            new ScriptStatement(1, "SET 'b' = 'c'"));
  }

  @Test
  void keepsHints() throws Exception {
    assertThat(read("INSERT INTO a SELECT * FROM b /*+ OPTIONS('x'='y;z') */;"))
        .containsExactly(
            new ScriptStatement(1, "INSERT INTO a SELECT * FROM b /*+ OPTIONS('x'='y;z') */"));
  }

  @Test
  void aMissingVariableIsToldWithItsLine() {
    assertThatThrownBy(() -> read("SET 'a' = 'b';\nSET 'c' =\n '${NOBODY}';"))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "x.sql, line 3: The variable ${NOBODY} has no value; give one with --var NOBODY=VALUE, or set it in the environment.");
  }

  @Test
  void knowsWhichVariablesWereGivenForNothing() throws Exception {
    read("-- ${EVIL}\nINSERT INTO ${TABLE} SELECT '${TOKEN}';");
    assertThat(variables.unused()).containsExactly("EVIL");
  }

  @Test
  void aQuoteThatIsNotClosedIsToldWithTheLineOfItsStatement() {
    assertThatThrownBy(() -> read("SET 'a' = 'b';\n\nSET 'c' = 'd;\nSET"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("x.sql, line 3: ")
        .hasMessageContaining("close the quote");
  }

  @Test
  void whatComesFromTheEnvironmentIsNotShown() throws Exception {
    read("SET 'a' = '${TOKEN}'; SET 'b' = '${TABLE}'");
    assertThat(variables.withoutSecrets("refused: s3cret for lake"))
        .isEqualTo("refused: ${TOKEN} for lake");
  }

  @Test
  void settingsAreKnownBeforeFlinkIsAsked() throws Exception {
    ScriptSettings settings =
        ScriptSettings.of(
            read("SET 'pipeline.name' = 'a b'; set 'x' = ''; SELECT 1; SET 'pipeline.name'='c';"));
    assertThat(settings.value("pipeline.name")).contains("c");
    assertThat(settings.value("x")).contains("");
    assertThat(settings.value("y")).isEmpty();
  }

  private List<ScriptStatement> read(String text) throws ScriptException {
    return ScriptReader.read("x.sql", text, variables);
  }
}
