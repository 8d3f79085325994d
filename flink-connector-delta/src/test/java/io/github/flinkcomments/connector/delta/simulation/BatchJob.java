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
package io.github.flinkcomments.connector.delta.simulation;

import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobType;

/**
 * A job without checkpoints: all of its rows come into the table in one version. If it fails, all
 * of it is done again, though tasks of an earlier attempt may still be there.
 */
final class BatchJob {

  private static final int MOST_RESTARTS_UNDER_FAULTS = 4;

  private final World world;
  private final Failures failures;
  private final JobID id = new JobID();
  private final RowSource source;
  private final SinkOperators sink;
  private final int parallelism;
  private final int rows;

  /** It has come to the last of its writers, and was thought dead then. */
  private Optional<Attempt> paused = Optional.empty();

  private BatchJob(World world, int parallelism, int rows) {
    this.world = world;
    this.failures = new Failures(world);
    this.source = world.newSource();
    this.sink = world.submit(source.mode());
    this.parallelism = parallelism;
    this.rows = rows;
  }

  /** Its whole life. */
  static BatchJob run(World world, int parallelism, int rows) {
    BatchJob job = new BatchJob(world, parallelism, rows);
    world.checkpointCompleted();
    for (int tries = 0; !job.comesToItsEnd(); tries++) {
      if (tries >= MOST_RESTARTS_UNDER_FAULTS) {
        world.faults().pause();
      }
    }
    world.faults().resume();
    job.wakePaused();
    return job;
  }

  RowSource source() {
    return source;
  }

  int rows() {
    return rows;
  }

  private boolean comesToItsEnd() {
    Attempt attempt = begin();
    world.mayLeaveBehind(attempt.mostOrphans());
    try {
      attempt.start(Optional.empty());
      readAll(attempt);
      if (paused.isEmpty() && world.dice().happens(0.3)) {
        paused = Optional.of(attempt);
        return false;
      }
      if (paused.isPresent() && world.dice().happens(0.5)) {
        world.faults().interrupt(this::wakePaused);
      }
      attempt.end(attempt.reading().get(0));
      attempt.close();
      return true;
    } catch (Exception e) {
      if (failures.isForGood(e)) {
        throw new Violation("a batch job has no past, but stopped for good", e);
      }
      attempt.close();
      return false;
    }
  }

  private Attempt begin() {
    try {
      return new Attempt(
          sink, world.variant(parallelism), id, JobType.BATCH, parallelism, Optional.empty());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** All but one of the writers come to their end. */
  private void readAll(Attempt attempt) throws Exception {
    for (int position = 0; position < rows; position++) {
      attempt.write(world.dice().oneOf(attempt.reading()), source.row(position));
    }
    while (attempt.reading().size() > 1) {
      attempt.end(world.dice().oneOf(attempt.reading()));
    }
  }

  /** Its last writer comes to its end, and its committer commits if it can. */
  private void wakePaused() {
    if (paused.isEmpty()) {
      return;
    }
    Attempt attempt = paused.get();
    paused = Optional.empty();
    try {
      attempt.end(attempt.reading().get(0));
    } catch (Exception e) {
      world.note("the paused attempt found: %s".formatted(e.getMessage()));
    }
    attempt.close();
  }
}
