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
package io.github.flinkcomments.connector.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriterStartTest {

  @TempDir private Path table;

  /** The table may not be the one that the snapshot belongs to. */
  @Test
  void aRestoredWriterLeavesTheColumnsToTheAggregator() throws Exception {
    create(layout(DataTypes.FIELD("id", DataTypes.BIGINT())));
    TableTarget wider =
        new TableTarget(
            table.toString(),
            layout(
                DataTypes.FIELD("id", DataTypes.BIGINT()),
                DataTypes.FIELD("more", DataTypes.STRING())),
            Map.of(),
            Map.of(),
            SchemaEvolution.ADD_COLUMNS);
    FutureTask<TableLayout> layout = new FutureTask<>(new WriterStart(wider, true)::layout);
    Thread writer = new Thread(layout, "writer");
    writer.start();
    while (writer.getState() != Thread.State.TIMED_WAITING && !layout.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(table.resolve("_delta_log/%020d.json".formatted(1))).doesNotExist();

    try (DeltaTable aggregators = wider.open()) {
      aggregators.describe();
    }
    assertThat(layout.get(1, TimeUnit.MINUTES).rowType().getFieldNames())
        .containsExactly("id", "more");
  }

  private void create(TableLayout layout) {
    TableTarget target = new TableTarget(table.toString(), layout, Map.of(), Map.of());
    try (DeltaTable created = target.open()) {
      created.createIfAbsent(Map.of());
    }
  }

  private static TableLayout layout(DataTypes.Field... fields) {
    return TableLayout.unpartitioned((RowType) DataTypes.ROW(fields).getLogicalType());
  }
}
