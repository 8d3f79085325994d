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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Runs the rule against a model of a job: any sequence of rows, checkpoints with and without
 * notification, failovers, savepoints, restores of any snapshot, and commits that arrive though
 * they seem to fail. Whatever happens, the table holds a prefix of the rows, once each, or the rule
 * has stopped the job.
 */
class CommitRulePropertyTest {

  enum Step {
    WRITE,
    CHECKPOINT,
    SAVEPOINT,
    CHECKPOINT_WITHOUT_NOTIFICATION,
    COMMIT_ARRIVES_BUT_THE_TASK_DIES,
    FAILOVER,
    RESTORE_THE_NEWEST_SNAPSHOT,
    RESTORE_THE_OLDEST_SNAPSHOT
  }

  @Property(tries = 2000)
  void theTableHoldsEveryRowOnceOrTheJobStops(@ForAll("steps") List<Step> steps) {
    Model model = new Model();
    for (Step step : steps) {
      if (model.stopped) {
        break;
      }
      model.take(step);
      assertThat(model.table).as("after %s", step).isEqualTo(Model.prefix(model.table.size()));
    }
    if (!model.stopped) {
      model.take(Step.CHECKPOINT);
      assertThat(model.stopped || model.table.size() == model.position).isTrue();
    }
    assertThat(model.stopped).isEqualTo(model.rewound);
  }

  /** Two jobs restored from one snapshot: no number may be committed by both. */
  @Property(tries = 2000)
  void aForkNeverInterleavesWithTheOther(@ForAll List<Boolean> turns) {
    CommitRule[] rules = {
      CommitRule.startingFrom(OptionalLong.of(5)), CommitRule.startingFrom(OptionalLong.of(5))
    };
    long[] next = {6, 6};
    OptionalLong inTable = OptionalLong.of(5);
    List<Integer> writers = new ArrayList<>();
    for (boolean turn : turns) {
      int job = turn ? 1 : 0;
      CommitDecision decision = rules[job].decide(CommitScope.CHECKPOINT, next[job], inTable);
      if (decision == CommitDecision.COMMIT) {
        inTable = OptionalLong.of(next[job]);
        rules[job] = rules[job].afterCommitOf(next[job]);
        writers.add(job);
      } else {
        assertThat(decision).isEqualTo(CommitDecision.FOREIGN_WRITER);
      }
      next[job]++;
    }
    assertThat(writers.stream().distinct().count()).isLessThanOrEqualTo(1);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.of(Step.class).list().ofMaxSize(30);
  }

  /** Rows are numbers from 0; a snapshot is the source's position and what awaits its commit. */
  private static final class Model {

    private enum Dies {
      NOT,
      AFTER_THE_FIRST
    }

    private record Snapshot(long position, NavigableMap<Long, List<Long>> pending) {}

    private final TreeMap<Long, Snapshot> checkpoints = new TreeMap<>();
    private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
    private final List<Long> table = new ArrayList<>();
    private OptionalLong inTable = OptionalLong.empty();
    private CommitRule rule = CommitRule.startingFrom(OptionalLong.empty());
    private TreeMap<Long, List<Long>> pending = new TreeMap<>();
    private List<Long> written = new ArrayList<>();
    private long position;
    private long lastCheckpoint;
    private boolean stopped;
    private boolean rewound;

    static List<Long> prefix(int size) {
      List<Long> rows = new ArrayList<>();
      for (long row = 0; row < size; row++) {
        rows.add(row);
      }
      return rows;
    }

    void take(Step step) {
      switch (step) {
        case WRITE -> written.add(position++);
        case CHECKPOINT -> {
          checkpoints.put(snapshot(), snapshots.get(lastCheckpoint));
          commitUpTo(lastCheckpoint, Dies.NOT);
        }
        case SAVEPOINT -> snapshot();
        case CHECKPOINT_WITHOUT_NOTIFICATION ->
            checkpoints.put(snapshot(), snapshots.get(lastCheckpoint));
        case COMMIT_ARRIVES_BUT_THE_TASK_DIES -> {
          checkpoints.put(snapshot(), snapshots.get(lastCheckpoint));
          commitUpTo(lastCheckpoint, Dies.AFTER_THE_FIRST);
          take(Step.FAILOVER);
        }
        case FAILOVER -> restore(checkpoints.isEmpty() ? 0 : checkpoints.lastKey());
        case RESTORE_THE_NEWEST_SNAPSHOT -> {
          if (!snapshots.isEmpty()) {
            startAgainFrom(snapshots.lastKey());
          }
        }
        case RESTORE_THE_OLDEST_SNAPSHOT -> {
          if (!snapshots.isEmpty()) {
            startAgainFrom(snapshots.firstKey());
          }
        }
      }
    }

    private long snapshot() {
      lastCheckpoint++;
      if (!written.isEmpty()) {
        pending.put(lastCheckpoint, List.copyOf(written));
        written = new ArrayList<>();
      }
      snapshots.put(lastCheckpoint, new Snapshot(position, new TreeMap<>(pending)));
      return lastCheckpoint;
    }

    /** A new job, whose checkpoints are numbered from the one that it was restored from. */
    private void startAgainFrom(long checkpoint) {
      rewound = inTable.isPresent() && inTable.getAsLong() > checkpoint;
      lastCheckpoint = checkpoint;
      snapshots.tailMap(checkpoint, false).clear();
      checkpoints.clear();
      checkpoints.put(checkpoint, snapshots.get(checkpoint));
      restore(checkpoint);
    }

    private void restore(long checkpoint) {
      Snapshot snapshot = snapshots.getOrDefault(checkpoint, new Snapshot(0, new TreeMap<>()));
      position = snapshot.position();
      pending = new TreeMap<>(snapshot.pending());
      written = new ArrayList<>();
      rule =
          CommitRule.startingFrom(
              checkpoint == 0 ? OptionalLong.empty() : OptionalLong.of(checkpoint));
      stopped |= rule.isRewind(inTable);
      if (!stopped) {
        commitUpTo(checkpoint, Dies.NOT);
      }
    }

    private void commitUpTo(long checkpoint, Dies dies) {
      for (Map.Entry<Long, List<Long>> entry :
          List.copyOf(pending.headMap(checkpoint, true).entrySet())) {
        switch (rule.decide(CommitScope.CHECKPOINT, entry.getKey(), inTable)) {
          case COMMIT -> {
            table.addAll(entry.getValue());
            inTable = OptionalLong.of(entry.getKey());
          }
          case ALREADY_COMMITTED -> {}
          case REWIND -> stopped = true;
          case FOREIGN_WRITER -> throw new AssertionError("nobody else is there");
        }
        if (dies == Dies.AFTER_THE_FIRST) {
          return;
        }
        rule = rule.afterCommitOf(entry.getKey());
        pending.remove(entry.getKey());
      }
    }
  }
}
