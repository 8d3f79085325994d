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

import io.delta.kernel.Operation;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.internal.util.SchemaUtils;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.PartitionColumns;
import io.github.flinkcomments.connector.delta.log.schema.SchemaChange;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.util.List;
import java.util.Optional;

/**
 * Changes the schema of a table so that rows fit, in a version of its own without data.
 *
 * <p>Kernel has a builder for such versions, which only takes tables with column mapping. So the
 * transaction is put together here, from the same parts.
 *
 * @param mode what may be changed
 */
record TableEvolution(SchemaEvolution mode) {

  /**
   * What the table's metadata should be for rows to fit: what it is, if they do or nothing can be
   * done about it.
   *
   * @throws DeltaTableException.IncompatibleSchema if there can be no such schema
   */
  Metadata wanted(TableLayout rows, SnapshotImpl table) {
    Metadata current = table.getMetadata();
    List<String> partitionColumns = table.getPartitionColumnNames();
    boolean typesMayChange = TableConfig.TYPE_WIDENING_ENABLED.fromMetadata(current);
    StructType schema =
        new SchemaChange(mode, typesMayChange, partitionColumns)
            .of(rows.rowType(), current.getSchema());
    if (schema.equals(current.getSchema())) {
      return current;
    }
    PartitionColumns.requireSame(rows.partitionColumns(), partitionColumns);
    requireNames(schema, current);
    Metadata changed = current.withNewSchema(schema);
    // As in a new table: names in data files that no column has ever had.
    return ColumnMapping.updateColumnMappingMetadataIfNeeded(changed, true).orElse(changed);
  }

  private static void requireNames(StructType schema, Metadata current) {
    boolean mapped =
        ColumnMapping.isColumnMappingModeEnabled(
            ColumnMapping.getColumnMappingMode(current.getConfiguration()));
    try {
      SchemaUtils.validateSchema(schema, mapped, false, false);
    } catch (RuntimeException e) {
      throw new DeltaTableException.IncompatibleSchema(
          "The table cannot have the columns of the sink: %s".formatted(e.getMessage()));
    }
  }

  /** One attempt to make the version. */
  TransactionCommitResult commit(Engine engine, SnapshotImpl table, Metadata wanted) {
    Optional<Protocol> protocol =
        TableFeatures.autoUpgradeProtocolBasedOnMetadata(wanted, List.of(), table.getProtocol())
            .map(upgrade -> upgrade._1);
    return new TransactionImpl(
            false,
            table.getDataPath(),
            Optional.of(table),
            StorageEngine.INFO,
            Operation.MANUAL_UPDATE,
            protocol,
            Optional.of(wanted),
            table.getCommitter(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(0),
            0,
            System::currentTimeMillis)
        .commit(engine, CloseableIterable.emptyIterable());
  }
}
