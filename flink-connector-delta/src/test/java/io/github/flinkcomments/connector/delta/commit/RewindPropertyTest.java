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

import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.CHECKPOINT;
import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.CHECKPOINT_WITHOUT_NOTIFICATION;
import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.FAILOVER;
import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.RESTORE_THE_OLDEST_SNAPSHOT;
import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.WAKE_ALL_THAT_WERE_REPLACED;
import static io.github.flinkcomments.connector.delta.commit.RewindPropertyTest.Step.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.SinkRun.Snapshot;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.FileUtils;

/**
 * Real tables under any sequence of rows, checkpoints with and without notification, savepoints,
 * failovers, jobs that go back to any snapshot there ever was, and committers that wake when others
 * have taken their place. Whatever happens, the table holds a prefix of the rows, once each.
 */
@Tag("slow")
class RewindPropertyTest {

  enum Step {
    WRITE,
    CHECKPOINT,
    CHECKPOINT_WITHOUT_NOTIFICATION,
    SAVEPOINT,
    FAILOVER,
    RESTORE_THE_NEWEST_SNAPSHOT,
    RESTORE_ONE_FROM_THE_MIDDLE,
    RESTORE_THE_OLDEST_SNAPSHOT,
    WAKE_ALL_THAT_WERE_REPLACED
  }

  /**
   * One that was replaced wakes and commits a checkpoint for which its replacement had no rows. The
   * number was taken for the replacement's own, and its next rows were added to those of the other.
   */
  @Example
  void aNumberWithoutRowsIsNotTakenForOnesOwn() throws IOException {
    theTableHoldsEveryRowOnce(
        List.of(
            WRITE,
            CHECKPOINT,
            RESTORE_THE_OLDEST_SNAPSHOT,
            WRITE,
            CHECKPOINT_WITHOUT_NOTIFICATION,
            RESTORE_THE_OLDEST_SNAPSHOT,
            CHECKPOINT_WITHOUT_NOTIFICATION,
            WAKE_ALL_THAT_WERE_REPLACED,
            FAILOVER,
            WRITE,
            CHECKPOINT));
  }

  @Property(tries = 50)
  @Tag("heavy")
  void theTableHoldsEveryRowOnceAfterMany(@ForAll("steps") List<Step> steps) throws IOException {
    theTableHoldsEveryRowOnce(steps);
  }

  @Property(tries = 15)
  void theTableHoldsEveryRowOnce(@ForAll("steps") List<Step> steps) throws IOException {
    Path directory = Files.createTempDirectory("rewind");
    try (Model model = new Model(directory.resolve("table"))) {
      for (Step step : steps) {
        model.take(step);
      }
      model.holdsAPrefixOnce();
      // One that has no rows need not notice another job.
      model.take(Step.WRITE);
      model.take(Step.CHECKPOINT);
      model.holdsAllThatWasRead();
    } finally {
      FileUtils.deleteDirectory(directory.toFile());
    }
  }

  /** Rows and their commits are more frequent than mishaps. */
  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.oneOf(
            Arbitraries.of(Step.class),
            Arbitraries.of(Step.WRITE, Step.CHECKPOINT, Step.CHECKPOINT_WITHOUT_NOTIFICATION))
        .list()
        .ofMinSize(5)
        .ofMaxSize(30);
  }

  /**
   * A run whose place another has taken.
   *
   * @param told the last checkpoint that it may have heard of; savepoints are not announced
   */
  private record Replaced(SinkRun run, long told) {}

  private static final class Model implements AutoCloseable {

    private final Path table;
    private final TableTarget target;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final List<Replaced> replaced = new ArrayList<>();
    private RewindPolicy policy = RewindPolicy.of(RewindMode.RESTORE);
    private Optional<Snapshot> lastCheckpoint = Optional.empty();
    private Optional<SinkRun> run;

    Model(Path table) {
      this.table = table;
      this.target = new TableTarget(table.toString(), SinkJob.LAYOUT, Map.of(), Map.of());
      this.run = Optional.of(SinkRun.start(target));
    }

    void take(Step step) throws IOException {
      switch (step) {
        case WRITE -> {
          if (run.isPresent()) {
            run.get().write(3);
          }
        }
        case SAVEPOINT -> run.ifPresent(job -> snapshots.add(job.snapshot()));
        case CHECKPOINT_WITHOUT_NOTIFICATION -> run.ifPresent(this::checkpoint);
        case CHECKPOINT -> {
          run.ifPresent(this::checkpoint);
          run.ifPresent(job -> unlessItStops(job::commit));
        }
        case FAILOVER -> run.ifPresent(this::failover);
        case RESTORE_THE_NEWEST_SNAPSHOT -> submit(snapshots.size() - 1);
        case RESTORE_ONE_FROM_THE_MIDDLE -> submit(snapshots.size() / 2);
        case RESTORE_THE_OLDEST_SNAPSHOT -> submit(0);
        case WAKE_ALL_THAT_WERE_REPLACED -> replaced.forEach(Model::wake);
      }
    }

    private void checkpoint(SinkRun job) {
      lastCheckpoint = Optional.of(job.snapshot());
      snapshots.add(lastCheckpoint.get());
    }

    /** Numbers that the job has used are not used again. */
    private void failover(SinkRun job) {
      replace();
      unlessItStops(
          () -> {
            SinkRun next =
                lastCheckpoint.isPresent()
                    ? SinkRun.restore(target, policy, lastCheckpoint.get())
                    : SinkRun.start(target);
            next.numberCheckpointsAfter(job);
            run = Optional.of(next);
          });
    }

    /** Another job, whose checkpoints are numbered from the snapshot's. */
    private void submit(int index) {
      if (snapshots.isEmpty()) {
        return;
      }
      replace();
      policy = RewindPolicy.of(RewindMode.RESTORE);
      lastCheckpoint = Optional.of(snapshots.get(index));
      unlessItStops(() -> run = Optional.of(SinkRun.restore(target, policy, lastCheckpoint.get())));
    }

    private void replace() {
      long told = lastCheckpoint.map(Snapshot::checkpoint).orElse(0L);
      run.ifPresent(job -> replaced.add(new Replaced(job, told)));
      run = Optional.empty();
    }

    private void unlessItStops(Runnable action) {
      try {
        action.run();
      } catch (SuppressRestartsException e) {
        replace();
      }
    }

    /** What it was told to commit before it was paused. */
    private static void wake(Replaced job) {
      try {
        job.run().commitUpTo(job.told());
      } catch (SuppressRestartsException e) {
        // As it should, unless its replacement has the same to commit.
      }
    }

    void holdsAPrefixOnce() throws IOException {
      TableHistory history = TableHistory.of(table);
      history.addsEachFileOnce();
      assertThat(history.ids())
          .containsExactlyInAnyOrderElementsOf(
              LongStream.range(0, history.ids().size()).boxed().toList());
    }

    void holdsAllThatWasRead() throws IOException {
      holdsAPrefixOnce();
      if (run.isPresent()) {
        assertThat(TableHistory.of(table).ids()).hasSize((int) run.get().position());
      }
    }

    @Override
    public void close() {
      replace();
      replaced.forEach(job -> job.run().close());
    }
  }
}
