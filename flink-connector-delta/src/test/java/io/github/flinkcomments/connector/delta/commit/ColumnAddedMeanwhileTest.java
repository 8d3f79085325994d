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
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException.IncompatibleSchema;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.testing.TableChanges;
import io.github.flinkcomments.connector.delta.testing.TableHistory;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody gives the table a column that must not be null, and the job is given it too, while rows
 * without it are still to be committed.
 */
class ColumnAddedMeanwhileTest {

  private static final RowType WITH_COLUMN =
      RowType.of(
          new LogicalType[] {new BigIntType(), new VarCharType(false, VarCharType.MAX_LENGTH)},
          new String[] {"id", "must"});

  @TempDir Path parent;
  private Path table;
  private Snapshot snapshot;

  @BeforeEach
  void leaveRowsToBeCommitted() throws Exception {
    table = parent.resolve("table");
    try (SinkRun run = SinkRun.start(target(SinkJob.LAYOUT))) {
      run.write(10);
      snapshot = run.snapshot();
    }
  }

  @Test
  void rowsWithoutItAreNotCommitted() {
    TableChanges.addColumn(table, "must", false);
    assertThatThrownBy(this::goOnWithTheColumn)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(IncompatibleSchema.class)
        .hasMessageStartingWith(
            "Column 'must' of the Delta table at %s is NOT NULL, but rows that were written before the job had it are still to be committed",
            table);
    assertThat(TableHistory.of(table).dataVersions()).isZero();
  }

  @Test
  void theyAreCommittedIfItMayBeNull() throws Exception {
    TableChanges.addColumn(table, "must", true);
    goOnWithTheColumn();
    TableHistory.of(table).holdsExactly(10);
  }

  private void goOnWithTheColumn() {
    SinkRun.restore(target(TableLayout.unpartitioned(WITH_COLUMN)), RewindMode.FAIL, snapshot)
        .close();
  }

  private TableTarget target(TableLayout layout) {
    return new TableTarget(table.toString(), layout, Map.of(), Map.of());
  }
}
