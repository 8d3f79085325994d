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

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * A streaming job commits when a checkpoint is complete. Without checkpoints it would write for
 * ever and never commit, and say nothing; with checkpoints that are not exactly-once it would
 * commit rows that it reads again after a failure.
 */
@Internal
public final class CheckpointRequirement {

  private CheckpointRequirement() {}

  /**
   * Checks a job that is being built. Where Flink has yet to decide whether it is a batch job, the
   * aggregator checks when it starts.
   *
   * @throws IllegalStateException naming the option
   */
  public static void checkPlan(ReadableConfig configuration) {
    if (configuration.get(RUNTIME_MODE) == RuntimeExecutionMode.STREAMING) {
      checkStreaming(configuration);
    }
  }

  /**
   * Checks a streaming job.
   *
   * @throws IllegalStateException naming the option
   */
  static void checkStreaming(ReadableConfig configuration) {
    if (!hasInterval(configuration)) {
      throw required(
          CHECKPOINTING_INTERVAL, "'10s', for example", "without checkpoints nothing is committed");
    }
    if (configuration.get(CHECKPOINTING_CONSISTENCY_MODE) != CheckpointingMode.EXACTLY_ONCE) {
      throw required(
          CHECKPOINTING_CONSISTENCY_MODE,
          "'EXACTLY_ONCE'",
          "other checkpoints commit rows that are read again after a failure");
    }
    if (!configuration.get(ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH)) {
      throw required(
          ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH,
          "'true'",
          "without a last checkpoint the end of a bounded stream is never committed");
    }
  }

  /** Flink takes an interval of zero for none. */
  private static boolean hasInterval(ReadableConfig configuration) {
    return configuration.getOptional(CHECKPOINTING_INTERVAL).filter(i -> !i.isZero()).isPresent();
  }

  private static IllegalStateException required(
      ConfigOption<?> option, String value, String reason) {
    return new IllegalStateException(
        "The Delta sink needs exactly-once checkpoints in a streaming job: set '%s' to %s; %s."
            .formatted(option.key(), value, reason));
  }
}
