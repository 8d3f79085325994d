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

import static io.github.flinkcomments.connector.rest.option.RestRecordOptions.ERROR_MODE;
import static io.github.flinkcomments.connector.rest.option.RestScanOptions.BOUNDED_MODE;
import static io.github.flinkcomments.connector.rest.option.RestScanOptions.MAX_RECORDS_PER_CHECKPOINT;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE;
import static org.apache.flink.configuration.CheckpointingOptions.CHECKPOINTING_INTERVAL;
import static org.apache.flink.configuration.ExecutionOptions.RUNTIME_MODE;

import io.github.flinkcomments.connector.rest.option.BoundedMode;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.execution.CheckpointingMode;

/**
 * The job that a table is read in.
 *
 * @param configuration its configuration
 */
record PlannedJob(ReadableConfig configuration) {

  /**
   * Returns whether the table ends: as it was told, or else in batch mode only.
   *
   * @throws IllegalArgumentException if a batch job was told to read without an end
   */
  BoundedMode boundedMode(Optional<BoundedMode> declared) {
    if (!isBatch()) {
      return declared.orElse(BoundedMode.UNBOUNDED);
    }
    if (declared.equals(Optional.of(BoundedMode.UNBOUNDED))) {
      throw new IllegalArgumentException(
          "The option '%s' is 'unbounded', but a batch job has to end; leave it out, or set '%s' to 'streaming'."
              .formatted(BOUNDED_MODE.key(), RUNTIME_MODE.key()));
    }
    return BoundedMode.LATEST;
  }

  /**
   * Checks that the job takes the checkpoints that the table needs.
   *
   * @throws IllegalArgumentException if it does not
   */
  void requireCheckpoints(
      BoundedMode mode, Optional<Long> maxRecordsPerCheckpoint, ErrorMode errorMode) {
    if (maxRecordsPerCheckpoint.isPresent() && !takesCheckpoints()) {
      throw new IllegalArgumentException(
          "The option '%s' is %d, but without checkpoints the job would stand still after so many records; %s."
              .formatted(
                  MAX_RECORDS_PER_CHECKPOINT.key(),
                  maxRecordsPerCheckpoint.get(),
                  isBatch()
                      ? "leave it out, since a batch job takes none"
                      : "set '%s', to '10s' for example".formatted(CHECKPOINTING_INTERVAL.key())));
    }
    if (mode == BoundedMode.UNBOUNDED) {
      requireExactlyOnce();
    }
    if (errorMode == ErrorMode.DEAD_LETTER && !isBatch() && !takesCheckpoints()) {
      throw new IllegalArgumentException(
          "The option '%s' is '%s', but a streaming job publishes dead letters with its checkpoints; set '%s', to '10s' for example."
              .formatted(ERROR_MODE.key(), errorMode, CHECKPOINTING_INTERVAL.key()));
    }
  }

  private void requireExactlyOnce() {
    if (!takesCheckpoints()) {
      throw new IllegalArgumentException(
          "The option '%s' is not set, but a streaming job keeps its position in the listing by checkpoints; set it, to '10s' for example, or read to the present end by '%s' = 'latest'."
              .formatted(CHECKPOINTING_INTERVAL.key(), BOUNDED_MODE.key()));
    }
    CheckpointingMode checkpointing = configuration.get(CHECKPOINTING_CONSISTENCY_MODE);
    if (checkpointing != CheckpointingMode.EXACTLY_ONCE) {
      throw new IllegalArgumentException(
          "The option '%s' is '%s', by which records are repeated after a failure; set it to 'EXACTLY_ONCE'."
              .formatted(CHECKPOINTING_CONSISTENCY_MODE.key(), checkpointing));
    }
  }

  /** Flink takes an interval of zero for none. */
  private boolean takesCheckpoints() {
    return !isBatch()
        && configuration.getOptional(CHECKPOINTING_INTERVAL).filter(i -> !i.isZero()).isPresent();
  }

  /** Returns whether it runs in batch mode. */
  boolean isBatch() {
    return configuration.get(RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
  }
}
