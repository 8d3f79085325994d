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
package io.github.flinkcomments.connector.delta.commit;

import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_INTERVAL;
import static org.apache.flink.configuration.CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH;
import static org.apache.flink.configuration.ExecutionOptions.RUNTIME_MODE;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointRequirementTest {

  private final Configuration job =
      new Configuration()
          .set(RUNTIME_MODE, RuntimeExecutionMode.STREAMING)
          .set(CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));

  @Test
  void checkpointsByTheClockWillDo() {
    assertThatCode(() -> CheckpointRequirement.checkPlan(job)).doesNotThrowAnyException();
  }

  @Test
  void jobWithoutCheckpointsIsRefused() {
    job.removeConfig(CHECKPOINTING_INTERVAL);
    assertRefused("'execution.checkpointing.interval' to '10s', for example");
    job.set(CHECKPOINTING_INTERVAL, Duration.ZERO);
    assertRefused("'execution.checkpointing.interval' to '10s', for example");
  }

  @Test
  void checkpointsThatRepeatRowsAreRefused() {
    job.set(CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
    assertRefused("'%s' to 'EXACTLY_ONCE'".formatted(CHECKPOINTING_CONSISTENCY_MODE.key()));
  }

  @Test
  void endWithoutACheckpointIsRefused() {
    job.set(ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH, false);
    assertRefused("'%s' to 'true'".formatted(ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH.key()));
  }

  /** Whether it is a batch job is known when it starts. */
  @ParameterizedTest
  @EnumSource(names = "STREAMING", mode = EnumSource.Mode.EXCLUDE)
  void planOfAnotherKindIsNotJudged(RuntimeExecutionMode mode) {
    Configuration other = new Configuration().set(RUNTIME_MODE, mode);
    assertThatCode(() -> CheckpointRequirement.checkPlan(other)).doesNotThrowAnyException();
  }

  private void assertRefused(String advice) {
    assertThatIllegalStateException()
        .isThrownBy(() -> CheckpointRequirement.checkPlan(job))
        .withMessageStartingWith(
            "The Delta sink needs exactly-once checkpoints in a streaming job: set " + advice);
  }
}
