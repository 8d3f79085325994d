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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.examples.script.ScriptException;
import io.github.flinkcomments.examples.script.ScriptReader;
import io.github.flinkcomments.examples.script.Variables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {

  private static final String SOURCE =
      "CREATE TABLE c (id INT, name STRING)\nWITH ('connector' = 'comments', 'url' = '${URL}');\n";

  @TempDir private Path directory;

  @Test
  void allInsertsAreOneJobHoweverTheyAreGrouped() throws Exception {
    for (String form :
        new String[] {
          "%s; %s;",
          "EXECUTE STATEMENT SET BEGIN %s; %s; END;",
          "BEGIN STATEMENT SET; %s; %s; END;",
          "execute statement set\nbegin\n%s;\n%s;\nend;"
        }) {
      Pipeline pipeline =
          pipeline(
              SOURCE
                  + sink("a")
                  + sink("b")
                  + form.formatted(
                      "INSERT INTO a SELECT id FROM c", "INSERT INTO b SELECT id FROM c"));
      assertThat(pipeline.tables().sinks())
          .containsOnly(
              Map.entry("a", directory.resolve("a").toString()),
              Map.entry("b", directory.resolve("b").toString()));
      assertThat(pipeline.explain()).contains("Reused");
      assertThat(pipeline.tables().urls()).containsExactly("http://127.0.0.1:1/comments");
    }
  }

  @Test
  void aMistakeIsToldWithItsLine() {
    assertThatThrownBy(() -> pipeline(SOURCE + sink("a") + "\nINSERT INTO a\nSELECT idd\nFROM c;"))
        .isInstanceOf(ScriptException.class)
        .hasMessage("x.sql, line 6: Column 'idd' not found in any table.");
    assertThatThrownBy(() -> pipeline(SOURCE + "\nCREATE TABEL x (id INT);"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("x.sql, line 4: ")
        .hasMessageContaining("TABEL");
    assertThatThrownBy(() -> pipeline(SOURCE + sink("a") + "INSERT INTO b SELECT id FROM c;"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("x.sql, line 4: ")
        .hasMessageContaining("b");
  }

  @Test
  void aMissingSemicolonIsNamed() {
    String unended = SOURCE.replace(";\n", "\n");
    assertThatThrownBy(() -> pipeline(unended + sink("a") + "INSERT INTO a SELECT id FROM c;"))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "x.sql, line 3: Encountered \"CREATE\" at line 3, column 1. Does the statement before it end with a semicolon?");
  }

  @Test
  void knowsWhetherASourceCanTellThatItHasCaughtUp() throws Exception {
    String insert = sink("a") + "INSERT INTO a SELECT id FROM c;";
    String datagen = "CREATE TABLE %s (id INT) WITH ('connector' = 'datagen');\n";
    assertThat(pipeline(SOURCE + insert).tables().onlyOtherSources()).isFalse();
    assertThat(pipeline(datagen.formatted("c") + insert).tables().onlyOtherSources()).isTrue();
    assertThat(pipeline(SOURCE + datagen.formatted("d") + insert).tables().onlyOtherSources())
        .isFalse();
  }

  @Test
  void whatAConnectorRefusesIsToldWithTheLineOfItsTable() {
    assertThatThrownBy(
            () ->
                pipeline(
                    "\n\n"
                        + SOURCE.replace("'url'", "'urll' = 'x', 'url'")
                        + sink("a")
                        + "INSERT INTO a SELECT id FROM c;"))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("x.sql, line 3: ")
        .hasMessageContaining("urll");
  }

  /** Flink's own messages are a page long, or speak of its grammar. */
  @Test
  void whatFlinkDoesNotKnowIsASentence() {
    String unknown = "CREATE TABLE d (id INT) WITH ('connector' = 'rset');\n";
    assertThatThrownBy(
            () -> pipeline(unknown + sink("a") + "INSERT INTO a SELECT id FROM d;").explain())
        .isInstanceOf(ScriptException.class)
        .hasMessageMatching(
            "x.sql, line 1: The connector 'rset' is unknown; available are .*comments, .*rest.*\\.");
    assertThatThrownBy(() -> pipeline("\nCRAETE TABLE x (id INT);"))
        .isInstanceOf(ScriptException.class)
        .hasMessage(
            "x.sql, line 2: No statement of Flink SQL begins like this one; check its first word.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT * FROM c;", "SHOW TABLES;"})
  void whatOnlyShowsSomethingIsRefused(String statement) {
    assertThatThrownBy(() -> pipeline(SOURCE + statement))
        .isInstanceOf(ScriptException.class)
        .hasMessageStartingWith("x.sql, line 3: ")
        .hasMessageContaining("SQL client");
  }

  /** They are shown in that order, in each run. */
  @Test
  void tablesKeepTheOrderOfTheScript() throws Exception {
    List<String> names = List.of("f", "b", "e", "a", "d", "h", "g");
    StringBuilder script = new StringBuilder(SOURCE);
    names.forEach(name -> script.append(sink(name)));
    names.forEach(name -> script.append("INSERT INTO %s SELECT id FROM c;".formatted(name)));
    assertThat(pipeline(script.toString()).tables().sinks().keySet())
        .containsExactlyElementsOf(names);
  }

  @Test
  void aPlanThatDependsOnTheScriptAloneMayBeKept() throws Exception {
    String insert = sink("a") + "INSERT INTO a SELECT id FROM c;";
    assertThat(pipeline(SOURCE + insert).isPlannedByScript()).isTrue();
    assertThat(
            pipeline(
                    SOURCE
                        + sink("a")
                        + "CREATE VIEW v AS SELECT id FROM c; INSERT INTO a SELECT id FROM v;")
                .isPlannedByScript())
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE CATALOG k WITH ('type' = 'generic_in_memory');",
        "CREATE FUNCTION f AS 'io.github.flinkcomments.Missing';",
        "SET 'execution.runtime-mode' = 'batch';",
        "SET 's3.secret-key' = 'hidden';",
        "CREATE TABLE d (id INT) WITH ('connector' = 'filesystem', 'path' = '/p', 'format' = 'csv');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'rest', 'url' = 'http://h/d', 'auth.type' = 'bearer');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'rest', 'url' = 'http://h/d', 'request.query.k' = 'v');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'rest', 'url' = 'http://h/d?key=hidden');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'rest', 'url' = 'http://user:hidden@h/d');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'delta', 'storage.fs.s3a.access.key' = 'hidden');",
        "CREATE TABLE d (id INT) WITH ('connector' = 'delta', 'table-path' = 's3a://key:hidden@b/d');",
        "CREATE VIEW w AS SELECT id FROM c /*+ OPTIONS('auth.type' = 'bearer', 'auth.token' = 'hidden') */;",
        "CREATE TABLE d (id INT) WITH ('connector' = 'rest', 'url' = '${SECRET}');"
      })
  void noneThatDependsOnOtherThingsOrHoldsSecrets(String statement) throws Exception {
    String script = SOURCE + statement + sink("a") + "INSERT INTO a SELECT id FROM c;";
    assertThat(pipeline(script).isPlannedByScript()).isFalse();
  }

  @Test
  void aScriptWithoutInsertsIsRefused() {
    assertThatThrownBy(() -> pipeline(SOURCE))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("no INSERT");
  }

  private String sink(String name) {
    return "CREATE TABLE %s (id INT) WITH ('connector' = 'delta', 'table-path' = '%s');%n"
        .formatted(name, directory.resolve(name));
  }

  private static Pipeline pipeline(String text) throws ScriptException {
    Variables variables =
        new Variables(
            Map.of("URL", "http://127.0.0.1:1/comments"), Map.of("SECRET", "http://h/hidden"));
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
    return Pipeline.of(
        "x.sql",
        ScriptReader.read("x.sql", text, variables),
        variables,
        StreamExecutionEnvironment.getExecutionEnvironment(configuration));
  }
}
