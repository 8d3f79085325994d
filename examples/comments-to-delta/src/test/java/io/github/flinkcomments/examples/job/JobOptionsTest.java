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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

class JobOptionsTest {

  @Command
  private static final class Program {
    @Mixin private JobOptions options;
  }

  @Test
  void hasDefaultsForEverything() {
    JobOptions options = parse();

    assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(2));
    assertThat(options.parallelism()).isEqualTo(2);
    assertThat(options.maxRecordsPerCheckpoint()).isEmpty();
    assertThat(options.errorMode()).isEqualTo(ErrorMode.FAIL);
    assertThat(options.untilCaughtUp()).isFalse();
    assertThat(options.fromScratch()).isFalse();
    assertThat(options.directories().table().getPath()).endsWith("/data/comments");
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "1s, PT1S", "2min, PT2M"})
  void readsDurationsAsFlinkDoes(String text, Duration duration) {
    assertThat(parse("--checkpoint-interval", text).checkpointInterval()).isEqualTo(duration);
  }

  @Test
  void readsNumbersAndFlags() {
    JobOptions options =
        parse(
            "--max-records-per-checkpoint=10",
            "--parallelism=3",
            "--until-caught-up",
            "--skip-errors");

    assertThat(options.maxRecordsPerCheckpoint()).hasValue(10L);
    assertThat(options.parallelism()).isEqualTo(3);
    assertThat(options.untilCaughtUp()).isTrue();
    assertThat(options.errorMode()).isEqualTo(ErrorMode.SKIP);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--checkpoint-interval=0ms",
        "--checkpoint-interval=soon",
        "--parallelism=0",
        "--parallelism=9999999999",
        "--max-records-per-checkpoint=-1",
        "--max-records-per-checkpoint=ten"
      })
  void namesTheOptionThatIsWrong(String argument) {
    assertThatThrownBy(() -> parse(argument))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining(argument.substring(0, argument.indexOf('=')));
  }

  private static JobOptions parse(String... arguments) {
    return CommandLine.populateCommand(new Program(), arguments).options;
  }
}
