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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Probe;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Versions that take files out, while others write and storage fails. */
class StepBackTest {

  private static final long FENCE = Long.MAX_VALUE;

  @TempDir Path directory;
  private ProbedStorage files;
  private SampleTable sample;
  private DeltaTable table;
  private DeltaTable other;
  private String tableId;
  private List<DataFile> second;

  @BeforeEach
  void commitTwice() throws Exception {
    sample = new SampleTable(directory.resolve("table"));
    files = sample.probed();
    table = sample.open(files);
    other = sample.open();
    tableId = table.createIfAbsent(Map.of()).id();
    second = sample.write(2);
    table.append(new TransactionId("sink", 1), sample.write(1), tableId);
    table.append(new TransactionId("sink", 2), second, tableId);
  }

  @AfterEach
  void close() {
    table.close();
    other.close();
  }

  @Test
  void takesFilesOutAndRecordsAllTransactions() throws Exception {
    assertThat(table.stepBack(this::plan, tableId)).isEqualTo(new CommitResult(3, 0));

    assertThat(sample.ids()).containsExactly(1);
    assertThat(other.transactions().newestVersions(id -> id.startsWith("sink")))
        .isEqualTo(Map.of("sink", FENCE, "sink~1", 1L));
    assertThat(other.transactions().newestVersion("sink")).hasValue(FENCE);
  }

  /** What has come is part of the next plan. */
  @Test
  void isPlannedAnewWhenAnotherWriterWasFaster() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger plans = new AtomicInteger();
    List<DataFile> late = sample.write(3);
    files.probe(
        beforePut(
            () -> {
              if (!done.getAndSet(true)) {
                other.append(new TransactionId("sink", 3), late, tableId);
              }
            }));

    CommitResult result =
        table.stepBack(
            () -> {
              plans.incrementAndGet();
              return plan();
            },
            tableId);

    assertThat(result).isEqualTo(new CommitResult(4, 1));
    assertThat(plans).hasValue(2);
    assertThat(sample.ids()).containsExactly(1);
  }

  /** The version came when the plan was made, and before it was carried out. */
  @Test
  void aPlanForAnOlderVersionIsNotCarriedOut() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<DataFile> late = sample.write(3);

    CommitResult result =
        table.stepBack(
            () -> {
              StepBack step = plan();
              if (!done.getAndSet(true)) {
                other.append(new TransactionId("sink", 3), late, tableId);
              }
              return step;
            },
            tableId);

    assertThat(result).isEqualTo(new CommitResult(4, 1));
    assertThat(sample.ids()).containsExactly(1);
  }

  /** It had looked before the fence was there, and was paused right before its version. */
  @Test
  void aCommitThatWasUnderWayFails() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    files.probe(
        beforePut(
            () -> {
              if (!done.getAndSet(true)) {
                other.stepBack(this::plan, tableId);
              }
            }));
    List<DataFile> late = sample.write(3);

    assertThatThrownBy(() -> table.append(new TransactionId("sink", 3), late, tableId))
        .isInstanceOf(DeltaTableException.TransactionTaken.class);
    assertThat(sample.ids()).containsExactly(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aLostAnswerIsLookedUp(boolean tookPlace) throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    files.probe(
        new Probe() {
          @Override
          public void before(Operation operation, String path) throws IOException {
            fail(operation, path, !tookPlace);
          }

          @Override
          public void after(Operation operation, String path) throws IOException {
            fail(operation, path, tookPlace);
          }

          private void fail(Operation operation, String path, boolean now) throws IOException {
            if (isCommit(operation, path) && now && !done.getAndSet(true)) {
              throw new IOException("lost");
            }
          }
        });

    if (tookPlace) {
      assertThat(table.stepBack(this::plan, tableId).version()).isEqualTo(3);
      assertThat(sample.ids()).containsExactly(1);
    } else {
      assertThatThrownBy(() -> table.stepBack(this::plan, tableId))
          .isInstanceOf(DeltaTableException.AccessFailed.class);
      assertThat(sample.ids()).containsExactly(1, 2);
    }
  }

  private StepBack plan() {
    LogTail tail =
        other
            .transactions()
            .logBackTo(entry -> entry.transactions().contains(new TransactionId("sink", 1)));
    Set<String> added = new HashSet<>();
    tail.later().forEach(entry -> added.addAll(entry.added()));
    assertThat(added).containsAll(SampleTable.paths(second));
    return new StepBack(
        tail.version(),
        new TransactionId("sink~1", 1),
        List.of(new TransactionId("sink", FENCE)),
        added);
  }

  private static Probe beforePut(Runnable action) {
    return new Probe() {
      @Override
      public void before(Operation operation, String path) {
        if (isCommit(operation, path)) {
          action.run();
        }
      }
    };
  }

  private static boolean isCommit(Operation operation, String path) {
    return operation == Operation.PUT && path.matches("_delta_log/\\d{20}\\.json");
  }
}
