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
package io.github.flinkcomments.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What people see in the SQL client when they have made a mistake: the cause, and a way out. */
@ExtendWith(SharedCluster.class)
@Tag("heavy")
class WrongStatementsITCase {

  /** Where tables are in the statements, instead of in a directory of this test. */
  private static final String LAKE = "/data/lake";

  private static final List<String> TIDYING =
      List.of(
          "DROP TABLE IF EXISTS wrong;",
          "RESET;",
          "SET 'execution.checkpointing.interval' = '500 ms';");

  private static final String ERROR = "[ERROR]";
  private static final Pattern CLASS_AND_FIRST_LINE =
      Pattern.compile("\\[ERROR] Could not execute SQL statement\\. Reason:\n[\\w.$]+: (.*)");
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

  private final FlinkCluster cluster;

  @TempDir private Path directory;

  WrongStatementsITCase(FlinkCluster cluster) {
    this.cluster = cluster;
  }

  /** Jobs that should not have been submitted. */
  @AfterEach
  void cancel() throws Exception {
    for (FlinkRest.Job job : cluster.rest().jobs()) {
      if (!ENDED.contains(job.state())) {
        cluster.flink("cancel", job.id());
      }
    }
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "Elsewhere there is no /proc.")
  void everyMistakeIsToldByItsFirstLine() throws Exception {
    Files.writeString(directory.resolve("file"), "no directory");
    List<WrongStatement> mistakes = WrongStatement.all();
    Iterator<String> answers = type(mistakes);

    SoftAssertions all = new SoftAssertions();
    for (WrongStatement mistake : mistakes) {
      List<String> shown = mistake.statements().stream().map(typed -> answers.next()).toList();
      check(all, mistake, shown);
      TIDYING.forEach(typed -> answers.next());
    }
    all.assertAll();
    assertThat(answers).isExhausted();
    assertThat(mistakes).hasSizeGreaterThan(30);
  }

  private Iterator<String> type(List<WrongStatement> mistakes) throws Exception {
    List<String> typed =
        mistakes.stream()
            .flatMap(mistake -> Stream.concat(mistake.statements().stream(), TIDYING.stream()))
            .map(statement -> statement.replace(LAKE, directory.toString()))
            .toList();
    return SqlConversation.about(cluster, directory, typed).stream()
        .map(answer -> answer.replace(directory.toString(), LAKE))
        .iterator();
  }

  /** Only the last statement is wrong, if any is. */
  private static void check(SoftAssertions all, WrongStatement mistake, List<String> answers) {
    String last = answers.get(answers.size() - 1);
    String before = String.join("", answers.subList(0, answers.size() - 1));
    all.assertThat(before).as(mistake.name()).doesNotContain(ERROR);
    if (mistake.shown().isEmpty()) {
      all.assertThat(last).as(mistake.name()).doesNotContain(ERROR);
    } else {
      all.assertThat(firstLine(last)).as(mistake.name()).isEqualTo(mistake.shown().get().line());
      all.assertThat(ownWords(last)).as(mistake.name()).doesNotContain("sesame");
    }
  }

  /** Without the class of the exception; unchanged if it is not an error. */
  private static String firstLine(String answer) {
    Matcher matcher = CLASS_AND_FIRST_LINE.matcher(answer);
    return matcher.find() ? matcher.group(1).strip() : answer;
  }

  /** Without what was typed, which the terminal repeats. */
  private static String ownWords(String answer) {
    return answer.substring(Math.max(0, answer.indexOf(ERROR)));
  }
}
