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

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.table.api.config.TableConfigOptions;

/** What a run needs of Flink: first the defaults, then the script's settings, then the flags. */
final class PipelineConfiguration {

  static final int DEFAULT_PARALLELISM = 2;

  /**
   * Characters of Java. Code of a greater length is parsed and taken apart, since the compiler of
   * the virtual machine leaves out methods of more than 8,000 bytes. By default that begins at
   * 4,000 characters, which most operators have, and which make some 1,000 bytes.
   */
  private static final int UNSPLIT_CODE = 16_000;

  private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);

  /** More than one, so that there is always one that Flink is not about to delete. */
  private static final int RETAINED_CHECKPOINTS = 2;

  /** Enough to sit out an API that is down for some minutes; then somebody should know. */
  private static final int RESTARTS = 10;

  /** A run that is to end by itself is tried again by whoever has started it. */
  private static final int RESTARTS_UNTIL_CAUGHT_UP = 3;

  private static final Duration FIRST_RESTART = Duration.ofSeconds(1);
  private static final Duration LAST_RESTART = Duration.ofMinutes(1);
  private static final Duration RESTARTS_FORGOTTEN = Duration.ofMinutes(10);

  private PipelineConfiguration() {}

  /** What holds where neither the script nor a flag says otherwise. */
  static Configuration defaults(RunSettings options, String name) {
    Configuration configuration = new Configuration();
    configuration.set(org.apache.flink.configuration.PipelineOptions.NAME, name);
    configuration.set(CoreOptions.DEFAULT_PARALLELISM, DEFAULT_PARALLELISM);
    // Otherwise each row is copied on its way from one operator to the next, though none keeps it.
    configuration.set(org.apache.flink.configuration.PipelineOptions.OBJECT_REUSE, true);
    configuration.set(TableConfigOptions.MAX_LENGTH_GENERATED_CODE, UNSPLIT_CODE);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, DEFAULT_INTERVAL);
    configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED_CHECKPOINTS);
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LAST_RESTART);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
        RESTARTS_FORGOTTEN);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS,
        options.untilCaughtUp() ? RESTARTS_UNTIL_CAUGHT_UP : RESTARTS);
    return configuration;
  }

  /** Adds to the script's settings what the flags say, and where this run's state is. */
  static void override(
      Configuration settings, RunSettings options, PipelineDirectories directories) {
    settings.set(TableConfigOptions.TABLE_DML_SYNC, false);
    options
        .parallelism()
        .ifPresent(number -> settings.set(CoreOptions.DEFAULT_PARALLELISM, number));
    options
        .checkpointInterval()
        .ifPresent(interval -> settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, interval));
    settings.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, directories.snapshotPath().toString());
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
  }

  /** What to go on from. */
  static void restore(Configuration settings, Snapshot snapshot) {
    settings.set(StateRecoveryOptions.SAVEPOINT_PATH, snapshot.directory().toString());
  }

  /**
   * The first checkpoint comes after a whole interval, instead of after a random part of it: a run
   * that has caught up by then makes one version.
   */
  static void spaceCheckpoints(Configuration settings, Configuration defaults) {
    if (settings.getOptional(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS).isEmpty()) {
      settings.set(
          CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
          settings
              .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
              .orElseGet(() -> defaults.get(CheckpointingOptions.CHECKPOINTING_INTERVAL)));
    }
  }
}
