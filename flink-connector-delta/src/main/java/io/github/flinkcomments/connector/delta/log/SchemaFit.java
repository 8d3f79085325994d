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

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.types.StructType;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.failure.KernelFailures;
import io.github.flinkcomments.connector.delta.log.schema.ClusteringColumns;
import io.github.flinkcomments.connector.delta.log.schema.DeltaSchema;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.StatisticsColumns;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;

/**
 * Whether rows of one layout fit into the table, and how they are stored in it; where they do not
 * and the schema may change with them, it is changed.
 */
final class SchemaFit {

  private final TableView view;
  private final TableCommits commits;
  private final Engine engine;
  private final String path;
  private final TableLayout layout;
  private TableEvolution evolution = new TableEvolution(SchemaEvolution.NONE);

  SchemaFit(TableView view, TableCommits commits, Engine engine, String path, TableLayout layout) {
    this.view = view;
    this.commits = commits;
    this.engine = engine;
    this.path = path;
    this.layout = layout;
  }

  /** Lets the schema change from now on. */
  void change(SchemaEvolution mode) {
    evolution = new TableEvolution(mode);
  }

  /** As it is, or would be once its schema has changed with the rows. */
  TableDescription describe(SnapshotImpl table) {
    WritableTable.require(table);
    Metadata metadata = evolution.wanted(layout, table);
    StructType schema = metadata.getSchema();
    TableLayout fitted =
        DeltaSchema.fit(layout, schema, table.getPartitionColumnNames())
            .storedAs(StoredColumns.of(schema, metadata.getConfiguration()))
            .withStatisticsOf(
                StatisticsColumns.of(metadata, table.getPartitionColumnNames()).orElse(null));
    ClusteringColumns.requireStatistics(table, fitted);
    return new TableDescription(table.getMetadata().getId(), table.getVersion(), fitted);
  }

  /**
   * Changes the schema if the rows ask for it. Where others are faster it reads the table again:
   * they may have made the very change. A failed attempt that was none is found out in the same
   * way.
   */
  SnapshotImpl evolve(SnapshotImpl read) {
    SnapshotImpl table = read;
    for (int retries = 0; ; retries++) {
      describe(table);
      Metadata wanted = evolution.wanted(layout, table);
      if (wanted.equals(table.getMetadata())) {
        return table;
      }
      if (!tryToEvolve(table, wanted)) {
        commits.waitToRetry(retries);
      }
      table = view.require();
    }
  }

  private boolean tryToEvolve(SnapshotImpl table, Metadata wanted) {
    try {
      view.advance(evolution.commit(engine, table, wanted));
      return true;
    } catch (RuntimeException e) {
      if (KernelFailures.isLostRace(e)) {
        return false;
      }
      view.forget();
      throw new DeltaTableException.AccessFailed(
          "Changing the schema of the Delta table at %s failed: %s"
              .formatted(path, KernelFailures.rootOf(e)),
          e);
    }
  }
}
