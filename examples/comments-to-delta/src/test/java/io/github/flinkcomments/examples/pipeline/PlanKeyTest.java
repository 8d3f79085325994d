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

import io.github.flinkcomments.examples.script.ScriptStatement;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanKeyTest {

  @TempDir private Path directory;

  private Path jar;

  @BeforeEach
  void createJar() throws IOException {
    jar = Files.writeString(directory.resolve("some.jar"), "classes");
  }

  @Test
  void isTheSameAsLongAsNothingChanges() throws Exception {
    assertThat(key("INSERT", "2")).isPresent().isEqualTo(key("INSERT", "2"));
  }

  @Test
  void changesWithAStatementASettingAndAClass() throws Exception {
    Optional<PlanKey> before = key("INSERT", "2");
    assertThat(key("INSERT ", "2")).isNotEqualTo(before);
    assertThat(key("INSERT", "3")).isNotEqualTo(before);
    assertThat(key("INSERT", "2", "2")).isNotEqualTo(before);
    Files.writeString(jar, "other classes");
    assertThat(key("INSERT", "2")).isPresent().isNotEqualTo(before);
  }

  @Test
  void tellsWhereAStatementEnds() throws Exception {
    assertThat(PlanKey.of(statements("ab", "c"), List.of(), jar.toString()))
        .isNotEqualTo(PlanKey.of(statements("a", "bc"), List.of(), jar.toString()));
  }

  @Test
  void classesInDirectoriesMayChangeUnseen() throws Exception {
    assertThat(PlanKey.of(statements("INSERT"), List.of(), directory.toString())).isEmpty();
    assertThat(PlanKey.of(statements("INSERT"), List.of(), jar + File.pathSeparator)).isEmpty();
  }

  @Test
  void whatIsMissingOnTheClassPathHasNoClasses() throws Exception {
    String missing = jar + File.pathSeparator + directory.resolve("missing.jar");
    assertThat(PlanKey.of(statements("INSERT"), List.of(), missing)).isPresent();
  }

  private Optional<PlanKey> key(String statement, String... settings) throws IOException {
    return PlanKey.of(statements(statement), List.of(settings), jar.toString());
  }

  private static List<ScriptStatement> statements(String... texts) {
    return Arrays.stream(texts)
        .map(text -> new ScriptStatement(1, text))
        .collect(Collectors.toList());
  }
}
