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
import io.github.flinkcomments.connector.delta.testing.WithoutHadoopDefaults;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to some jobs and their table, all of it from one seed. */
final class Schedule {

  /**
   * What a schedule did.
   *
   * @param steps how often each kind was taken
   * @param faults how often each kind of access took place, and failed
   * @param stops what jobs stopped for good for, as they must
   * @param wentBack in what ways jobs went back
   * @param trace the steps in their order, and what came of them
   */
  record Result(
      Map<Step, Integer> steps,
      Tally faults,
      Set<StopCause> stops,
      Set<RewindMode> wentBack,
      List<String> trace) {}

  private static final int LEAST_STEPS = 3;
  private static final int MOST_STEPS = 14;
  private static final int MOST_JOBS = 3;
  private static final int MOST_WRITERS = 3;
  private static final int MOST_ROWS_OF_BATCH = 6;
  private static final List<Double> FAULT_RATES = List.of(0.0, 0.001, 0.003, 0.01);

  private final World world;
  private final List<Job> jobs = new ArrayList<>();
  private final List<BatchJob> batchJobs = new ArrayList<>();
  private final Set<RewindMode> wentBack = EnumSet.noneOf(RewindMode.class);
  private final Map<Step, Integer> steps = new EnumMap<>(Step.class);

  private Schedule(World world) {
    this.world = world;
  }

  /**
   * Runs it.
   *
   * @throws Violation if the sink has broken its promise; it tells the steps
   */
  static Result run(long seed, Variant.Source variants) {
    try (World world = new World(seed, variants)) {
      Schedule schedule = new Schedule(world);
      try (WithoutHadoopDefaults unset = WithoutHadoopDefaults.begin()) {
        schedule.run();
      } catch (Violation e) {
        throw new Violation(
            """
            %s, with the seed %d:
              %s
            Repeat it with ./mvnw test -pl flink-connector-delta -am -Dtest=SimulationTest \
            -Dsurefire.failIfNoSpecifiedTests=false -Dsimulation.seed=%d"""
                .formatted(e.getMessage(), seed, String.join("\n  ", world.trace()), seed),
            e);
      }
      return new Result(
          schedule.steps, world.faults().tally(), world.stops(), schedule.wentBack, world.trace());
    }
  }

  private void run() {
    world.faults().rate(world.dice().oneOf(FAULT_RATES));
    jobs.add(Job.withoutState(world, writers()));
    int length = world.dice().between(LEAST_STEPS, MOST_STEPS);
    for (int step = 0; step < length; step++) {
      take(world.dice().oneOf(Step.WEIGHTED), world.dice().oneOf(jobs));
      world.perhapsCatchUp();
    }
    world.faults().spareJobs();
    finish();
  }

  /** Where only the background fails, every job brings in what it has read, or stops for good. */
  private void finish() {
    for (Job job : jobs) {
      world.note("the end of the job that reads from %s".formatted(job.source()));
      job.write(1);
      job.endAllWriters();
      job.checkpoint();
    }
    world.catchUp();
    Map<RowSource, SourceRows> rows = Invariants.checkAtEnd(world);
    rows.values().stream()
        .filter(SourceRows::wentBack)
        .forEach(ofSource -> wentBack.add(ofSource.source().mode()));
    batchJobs.stream()
        .filter(job -> world.isOfTable(job.source()))
        .forEach(job -> requireRowsInOneVersion(job, rows.get(job.source())));
    jobs.stream()
        .filter(job -> job.state() != Job.State.STOPPED && world.isOfTable(job.source()))
        .forEach(
            job -> requireRows(job, rows.getOrDefault(job.source(), new SourceRows(job.source()))));
  }

  private static void requireRowsInOneVersion(BatchJob job, SourceRows rows) {
    if (rows == null || rows.count() != job.rows() || rows.versions() != 1) {
      throw new Violation(
          "the batch job has read %d rows of %s, which are not in one version"
              .formatted(job.rows(), job.source()));
    }
  }

  private void requireRows(Job job, SourceRows rows) {
    boolean isExact = rows.end() == job.position();
    boolean isAnothers = rows.count() > job.position() || rows.wentBack();
    if (!isExact && !(isAnothers && mayHaveMissedAnother(job))) {
      throw new Violation(
          "the job has read %d rows of %s, but the table holds them up to %d"
              .formatted(job.position(), job.source(), rows.end()));
    }
  }

  /** One that has brought in none of its rows need not notice another job that reads the same. */
  private boolean mayHaveMissedAnother(Job job) {
    return world.isAmbiguous()
        && (job.isEnding()
            || jobs.stream().filter(other -> other.source() == job.source()).count() > 1);
  }

  private void take(Step step, Job job) {
    if (!isPossible(step, job)) {
      return;
    }
    steps.merge(step, 1, Integer::sum);
    world.note(step.name());
    switch (step) {
      case WRITE -> job.write(world.dice().between(1, 4));
      case CHECKPOINT -> job.checkpoint();
      case CHECKPOINT_WITHOUT_NOTIFICATION -> job.completeCheckpoint();
      case LATE_NOTIFICATION -> job.announce();
      case CHECKPOINT_THAT_NEVER_COMPLETES -> job.checkpointThatNeverCompletes();
      case SAVEPOINT -> job.savepoint();
      case FAILOVER -> job.failover(true);
      case KILL -> job.failover(false);
      case KILL_AMID_ROWS -> killAmidRows(job);
      case FAILOVER_WITH_ZOMBIE -> job.failoverWithZombie();
      case WAKE_ZOMBIE -> job.zombies().wakeOne();
      case ZOMBIE_IN_BETWEEN -> world.faults().interrupt(job.zombies()::wakeOne);
      case OTHER_WRITER -> world.foreign().append();
      case OTHER_WRITER_IN_BETWEEN -> world.faults().interrupt(world.foreign()::append);
      case RESCALE -> job.rescale(writers());
      case STOP_WITH_SAVEPOINT_AND_RESUME -> job.stopWithSavepointAndResume(writers());
      case CANCEL_AND_RESUME -> job.cancelAndResume(writers());
      case REWIND -> job.rewind(anySnapshot(job), writers());
      case REWIND_BEHIND_COMMITS -> rewindBehindCommits(job);
      case FORK -> jobs.add(job.fork(anySnapshot(job)));
      case FORK_THAT_COMMITS -> forkThatCommits(job);
      case SECOND_JOB -> jobs.add(Job.withoutState(world, writers()));
      case RESTART_WITHOUT_STATE -> {
        job.cancel();
        jobs.add(Job.withoutState(world, writers()));
      }
      case BEGIN_END -> job.endAfter(world.dice().below(9));
      case END_ONE_WRITER -> job.endOneWriter();
      case BATCH_JOB ->
          batchJobs.add(
              BatchJob.run(world, writers(), world.dice().between(1, MOST_ROWS_OF_BATCH)));
      case VACUUM -> world.vacuum();
      case VACUUM_OF_PENDING_FILES -> {
        job.write(world.dice().below(3));
        job.completeCheckpoint();
        world.vacuum();
      }
      case DELETE_TABLE -> world.deleteTable();
      case MAKE_TABLE_ANEW -> {
        world.deleteTable();
        jobs.add(Job.withoutState(world, writers()));
      }
    }
  }

  /** Files are left behind, by one attempt after the other, and there are commits after it. */
  private void killAmidRows(Job job) {
    job.checkpoint();
    for (int kills = world.dice().between(1, 2); kills > 0; kills--) {
      job.write(2);
      job.failover(false);
      job.write(1);
      job.checkpoint();
    }
  }

  /** The table is ahead of the snapshot for sure, if there were rows. */
  private void rewindBehindCommits(Job job) {
    job.savepoint();
    for (int commits = world.dice().between(1, 2); commits > 0; commits--) {
      job.write(world.dice().below(3));
      job.checkpoint();
    }
    if (!job.snapshots().isEmpty() && job.state() != Job.State.FINISHED) {
      job.rewind(anySnapshot(job), writers());
    }
  }

  /** Both jobs use a number, and one of them only finds that out after a failover. */
  private void forkThatCommits(Job job) {
    Job other = job.fork(job.snapshots().get(job.snapshots().size() - 1));
    jobs.add(other);
    other.write(world.dice().below(3));
    other.checkpoint();
    job.write(world.dice().below(3));
    job.completeCheckpoint();
    job.failover(true);
  }

  private boolean isPossible(Step step, Job job) {
    return switch (step) {
      case OTHER_WRITER, OTHER_WRITER_IN_BETWEEN, BATCH_JOB, VACUUM, DELETE_TABLE -> true;
      case REWIND -> !job.snapshots().isEmpty() && job.state() != Job.State.FINISHED;
      case FORK, FORK_THAT_COMMITS -> !job.snapshots().isEmpty() && jobs.size() < MOST_JOBS;
      case SECOND_JOB, RESTART_WITHOUT_STATE, MAKE_TABLE_ANEW -> jobs.size() < MOST_JOBS;
      case WAKE_ZOMBIE, ZOMBIE_IN_BETWEEN -> job.zombies().areThere();
      case END_ONE_WRITER -> job.isRunning() && job.isEnding();
      default -> job.isRunning();
    };
  }

  private int writers() {
    return world.dice().between(1, MOST_WRITERS);
  }

  private Snapshot anySnapshot(Job job) {
    return world.dice().oneOf(job.snapshots());
  }
}
