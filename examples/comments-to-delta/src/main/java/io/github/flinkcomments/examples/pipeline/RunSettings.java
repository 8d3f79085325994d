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

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a pipeline is run. What is given goes before what its script sets.
 *
 * @param untilCaughtUp whether to stop once everything that was there at the start was read
 * @param fromScratch whether to move tables and snapshots aside first
 * @param checkpointDirectory where snapshots are kept, below the pipeline's name
 * @param checkpointInterval from checkpoint to checkpoint
 * @param parallelism how many readers and writers work in parallel
 * @param webPorts a port for Flink's web UI, or a range
 * @param variables what stands for {@code ${NAME}} in the script
 * @param explain whether to show the plan and run nothing
 * @param begin words that say where a run without a snapshot begins, given by who has seen to it
 *     that no row is read twice; empty for a table that must not hold rows
 */
public record RunSettings(
    boolean untilCaughtUp,
    boolean fromScratch,
    Optional<Path> checkpointDirectory,
    Optional<Duration> checkpointInterval,
    OptionalInt parallelism,
    String webPorts,
    Map<String, String> variables,
    boolean explain,
    Optional<String> begin) {

  /** Copies the variables. */
  public RunSettings {
    variables = Map.copyOf(variables);
  }

  /** Says which variables there are, not their values. */
  @Override
  public String toString() {
    return "RunSettings[variables=" + variables.keySet() + "]";
  }
}
