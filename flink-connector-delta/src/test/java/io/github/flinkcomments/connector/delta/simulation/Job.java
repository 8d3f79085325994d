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

import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.simulation.Attempt.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobType;

/**
 * A job as its JobManager sees it. The source counts up; its position is in each snapshot, so the
 * rows that a table should hold are those from the source's first one up to some position, once
 * each.
 */
final class Job {

  enum State {
    RUNNING,
    FINISHED,
    STOPPED
  }

  private static final int MOST_RESTARTS_UNDER_FAULTS = 4;

  private final World world;
  private final RewindMode mode;
  private final Zombies zombies;
  private final Failures failures;
  private RowSource source;
  private JobID id = new JobID();
  private SinkOperators sink;
  private int parallelism;
  private State state = State.RUNNING;
  private Attempt attempt;

  private Optional<Snapshot> newest = Optional.empty();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private long lastCheckpoint;
  private long position;
  private OptionalLong end = OptionalLong.empty();

  /** Whether the newest checkpoint was taken after all writers had come to their end. */
  private boolean isLast;

  private boolean announced = true;

  /** A job that reads from the beginning of a source, or goes on from another job's snapshot. */
  private Job(World world, RowSource source, Optional<Snapshot> from, int parallelism) {
    this.world = world;
    this.source = source;
    this.mode = source.mode();
    this.zombies = new Zombies(world);
    this.failures = new Failures(world);
    this.newest = from;
    this.parallelism = parallelism;
    this.sink = world.submit(mode);
    from.ifPresent(
        snapshot -> {
          lastCheckpoint = snapshot.checkpoint();
          snapshots.add(snapshot);
        });
  }

  static Job withoutState(World world, int parallelism) {
    Job job = new Job(world, world.newSource(), Optional.empty(), parallelism);
    job.restart();
    return job;
  }

  /** A second job from one of the snapshots. */
  Job fork(Snapshot from) {
    world.historyForks();
    Job job = new Job(world, source, Optional.of(from), parallelism);
    job.end = end;
    job.restart();
    return job;
  }

  State state() {
    return state;
  }

  boolean isRunning() {
    return state == State.RUNNING;
  }

  RowSource source() {
    return source;
  }

  long position() {
    return position;
  }

  int parallelism() {
    return parallelism;
  }

  List<Snapshot> snapshots() {
    return snapshots;
  }

  Optional<Snapshot> newest() {
    return newest;
  }

  boolean isEnding() {
    return end.isPresent();
  }

  /** The source will have no more rows than those that were read so far, and these. */
  void endAfter(int rows) {
    if (end.isEmpty()) {
      end = OptionalLong.of(position + rows);
    }
  }

  void write(int rows) {
    act(
        () -> {
          for (int row = 0; row < rows && hasRows(); row++) {
            int subtask = world.dice().oneOf(attempt.reading());
            attempt.write(subtask, source.row(position));
            position++;
          }
        });
  }

  private boolean hasRows() {
    return !attempt.reading().isEmpty() && (end.isEmpty() || position < end.getAsLong());
  }

  /** A writer comes to its end, if the source has one; the last one reads what is left. */
  void endOneWriter() {
    if (end.isEmpty() || attempt.reading().isEmpty()) {
      return;
    }
    if (attempt.reading().size() == 1) {
      write(Integer.MAX_VALUE);
    }
    act(() -> attempt.end(world.dice().oneOf(attempt.reading())));
  }

  /** If the source has an end, all writers come to it. */
  void endAllWriters() {
    while (isRunning() && isEnding() && !attempt.reading().isEmpty()) {
      endOneWriter();
    }
  }

  /** A checkpoint that completes, and of which the tasks hear. */
  void checkpoint() {
    completeCheckpoint();
    announce();
  }

  /** A checkpoint that completes; the tasks may hear of it later or not at all. */
  void completeCheckpoint() {
    act(
        () -> {
          Snapshot snapshot = attempt.snapshot(++lastCheckpoint, position);
          world.checkpointCompleted();
          attempt.completed();
          snapshots.add(snapshot);
          newest = Optional.of(snapshot);
          announced = false;
          isLast = attempt.reading().isEmpty();
        });
  }

  void announce() {
    if (newest.isEmpty() || announced) {
      return;
    }
    act(
        () -> {
          attempt.announce(newest.get().checkpoint());
          announced = true;
          if (isLast) {
            state = State.FINISHED;
            attempt.close();
          }
        });
  }

  /** Some tasks have taken part in it when one dies. */
  void checkpointThatNeverCompletes() {
    act(() -> attempt.snapshot(++lastCheckpoint, position));
    failover(world.dice().happens(0.5));
  }

  /** Nobody hears of it, and failovers overlook it. */
  void savepoint() {
    act(
        () -> {
          snapshots.add(attempt.snapshot(++lastCheckpoint, position));
          world.checkpointCompleted();
        });
  }

  /** The savepoint is there even if committing it fails; then the job is restarted. */
  void stopWithSavepointAndResume(int newParallelism) {
    List<Snapshot> savepoint = new ArrayList<>();
    act(
        () -> {
          Snapshot snapshot = attempt.snapshot(++lastCheckpoint, position);
          world.checkpointCompleted();
          snapshots.add(snapshot);
          savepoint.add(snapshot);
        });
    if (savepoint.isEmpty()) {
      return;
    }
    Attempt stopping = attempt;
    try {
      stopping.announce(savepoint.get(0).checkpoint());
    } catch (Exception e) {
      stopIfForGood(e);
    }
    stopping.completed();
    endAttempt();
    resumeFrom(savepoint.get(0), newParallelism);
  }

  /** The newest checkpoint under a new job id. */
  void cancelAndResume(int newParallelism) {
    if (newest.isEmpty()) {
      return;
    }
    endAttempt();
    resumeFrom(newest.get(), newParallelism);
  }

  /** Any snapshot under a new job id. The old tasks may be thought dead, and not be. */
  void rewind(Snapshot to, int newParallelism) {
    world.historyForks();
    if (isRunning() && world.dice().happens(0.5)) {
      leaveZombie();
    } else if (isRunning()) {
      endAttempt();
    }
    resumeFrom(to, newParallelism);
  }

  private void resumeFrom(Snapshot snapshot, int newParallelism) {
    id = new JobID();
    sink = world.submit(mode);
    parallelism = newParallelism;
    newest = Optional.of(snapshot);
    lastCheckpoint = snapshot.checkpoint();
    announced = true;
    state = State.RUNNING;
    restart();
  }

  /** Nobody goes on from here. */
  void cancel() {
    endAttempt();
    world.mayLeaveBehind(Integer.MAX_VALUE);
    state = State.STOPPED;
  }

  void rescale(int newParallelism) {
    endAttempt();
    parallelism = newParallelism;
    restart();
  }

  /**
   * @param orderly whether the tasks can tidy up
   */
  void failover(boolean orderly) {
    if (!isRunning()) {
      return;
    }
    if (orderly) {
      endAttempt();
    } else {
      world.mayLeaveBehind(attempt.mostOrphans());
    }
    restart();
  }

  /** The old tasks are thought dead and are not. */
  void failoverWithZombie() {
    leaveZombie();
    restart();
  }

  private void leaveZombie() {
    zombies.add(attempt, newest.map(Snapshot::checkpoint).orElse(0L));
  }

  Zombies zombies() {
    return zombies;
  }

  private void endAttempt() {
    world.mayLeaveBehind(attempt.mostOrphans());
    attempt.close();
  }

  /** Restores the newest checkpoint, until that succeeds or the job must stop. */
  private void restart() {
    if (newest.isEmpty()) {
      // It begins anew, under another sink id: to the table it is another job.
      snapshots.clear();
      source = world.newSource(mode);
    }
    for (int tries = 0; state == State.RUNNING; tries++) {
      if (tries >= MOST_RESTARTS_UNDER_FAULTS) {
        world.faults().pause();
      }
      try {
        int withState = newest.map(Snapshot::parallelism).orElse(parallelism);
        position = newest.map(Snapshot::position).orElse(0L);
        source.restoredTo(position);
        attempt =
            new Attempt(sink, world.variant(withState), id, JobType.STREAMING, parallelism, newest);
        attempt.start(newest);
        announced = newest.isPresent();
        isLast = false;
        break;
      } catch (Exception e) {
        stopIfForGood(e);
        attempt.close();
      }
    }
    world.faults().resume();
  }

  private interface Action {
    void run() throws Exception;
  }

  private void act(Action action) {
    if (!isRunning()) {
      return;
    }
    try {
      action.run();
    } catch (Exception e) {
      stopIfForGood(e);
      endAttempt();
      restart();
    }
  }

  private void stopIfForGood(Exception failure) {
    if (failures.isForGood(failure)) {
      state = State.STOPPED;
    }
  }
}
