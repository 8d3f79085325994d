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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.commit.SinkRun.Snapshot;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * A committer is paused with ten rows of checkpoint 3 that it was told to commit, and replaced by a
 * run from a snapshot. The two wake and commit in all orders.
 */
class FencingTest {

  private static final int ROWS = 10;

  @TempDir Path parent;
  private Path table;
  private TableTarget target;
  private SinkRun paused;
  private Snapshot first;
  private Snapshot second;
  private Snapshot third;

  @BeforeEach
  void pauseACommitter() throws Exception {
    table = parent.resolve("table");
    target = new TableTarget(table.toString(), SinkJob.LAYOUT, Map.of(), Map.of());
    paused = SinkRun.start(target);
    first = paused.writeAndCommit(ROWS);
    second = paused.writeAndCommit(ROWS);
    paused.write(ROWS);
    third = paused.snapshot();
  }

  @AfterEach
  void close() {
    paused.close();
  }

  @Test
  void theReplacementHasCommittedTheSame() throws Exception {
    try (SinkRun replacement = failover(third)) {
      pausedCannotCommit();
      replacement.writeAndCommit(ROWS);
      pausedCannotCommit();
    }
    TableHistory.of(table).holdsExactly(4 * ROWS);
  }

  @Test
  void thePausedOneHasCommittedTheSame() throws Exception {
    paused.commit();
    try (SinkRun replacement = failover(third)) {
      replacement.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsExactly(4 * ROWS);
  }

  /** The replacement began before that checkpoint, and has a checkpoint 3 of its own. */
  @Test
  void theReplacementFromAnEarlierCheckpointHasCommitted() throws Exception {
    try (SinkRun replacement = failover(second)) {
      replacement.writeAndCommit(2 * ROWS);
      pausedCannotCommit();
      replacement.writeAndCommit(ROWS);
      pausedCannotCommit();
    }
    TableHistory.of(table).holdsExactly(5 * ROWS);
  }

  /** So far the table knows nothing of the replacement, which has to give way. */
  @Test
  void aReplacementFromAnEarlierCheckpointThatHasNotCommittedGivesWay() throws Exception {
    try (SinkRun replacement = failover(second)) {
      paused.commit();
      replacement.write(2 * ROWS);
      Snapshot own = replacement.snapshot();
      assertThatThrownBy(replacement::commit).isInstanceOf(SuppressRestartsException.class);
      assertThatThrownBy(() -> failover(own)).isInstanceOf(SuppressRestartsException.class);
    }
    TableHistory.of(table).holdsExactly(3 * ROWS);
    try (SinkRun back = SinkRun.restore(target, RewindMode.RESTORE, second)) {
      back.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(3 * ROWS);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "FAIL")
  void theReplacementHasGoneBack(RewindMode mode) throws Exception {
    try (SinkRun replacement = SinkRun.restore(target, mode, first)) {
      pausedIsReplaced();
      replacement.writeAndCommit(ROWS);
      pausedIsReplaced();
      replacement.writeAndCommit(ROWS);
      pausedIsReplaced();
    }
    TableHistory.of(table).addsEachFileOnce();
    assertThat(TableHistory.of(table).ids()).hasSize(mode == RewindMode.RESTORE ? 30 : 40);
  }

  /** It wakes in a run that was restored itself, with its rows still to commit. */
  @Test
  void theReplacementHasGoneBackBeforeAnotherRunFromTheNewerSnapshot() throws Exception {
    try (SinkRun replacement = SinkRun.restore(target, RewindMode.RESTORE, first)) {
      for (RewindMode mode : RewindMode.values()) {
        assertThatThrownBy(() -> SinkRun.restore(target, mode, third))
            .isInstanceOf(SuppressRestartsException.class);
      }
      DeltaCommitter committer = paused.committerRestoredFrom(third);
      assertThatThrownBy(() -> SinkRun.commit(committer, third.pending().get(0)))
          .cause()
          .hasMessageContaining("with rows of checkpoint 3 that are not in the Delta table");
      committer.close();
      replacement.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
  }

  @Test
  void thePausedOneHasCommittedBeforeTheReplacementGoesBack() throws Exception {
    paused.commit();
    try (SinkRun replacement = SinkRun.restore(target, RewindMode.RESTORE, first)) {
      replacement.writeAndCommit(ROWS);
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
    assertThat(TableHistory.of(table).removedFiles()).hasSize(2);
  }

  /** Both attempts are of one submission, so they work under one epoch. */
  @Test
  void anAttemptThatHasGoneBackIsReplacedByTheNext() throws Exception {
    RewindPolicy policy = RewindPolicy.of(RewindMode.RESTORE);
    try (SinkRun attempt = SinkRun.restore(target, policy, first);
        SinkRun next = SinkRun.restore(target, policy, first)) {
      attempt.write(ROWS);
      attempt.snapshot();
      next.writeAndCommit(ROWS);
      assertThatThrownBy(attempt::commit)
          .isInstanceOf(SuppressRestartsException.class)
          .cause()
          .hasMessageContaining("another job has committed checkpoint 2");
    }
    TableHistory.of(table).holdsOnce(2 * ROWS);
  }

  private SinkRun failover(Snapshot snapshot) {
    return SinkRun.restore(target, RewindMode.FAIL, snapshot);
  }

  private void pausedCannotCommit() {
    assertThatThrownBy(paused::commit)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("another job has committed checkpoint");
  }

  private void pausedIsReplaced() {
    assertThatThrownBy(paused::commit)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("has taken the place of this one");
  }
}
