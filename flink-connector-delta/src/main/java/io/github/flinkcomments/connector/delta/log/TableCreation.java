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

import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelEngineException;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.MaxCommitRetryLimitReachedException;
import io.delta.kernel.exceptions.TableAlreadyExistsException;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.TransactionImpl;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.failure.KernelFailures;
import io.github.flinkcomments.connector.delta.log.schema.DeltaSchema;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.util.Map;
import java.util.Optional;

/** Makes version 0 of a table. */
final class TableCreation {

  private TableCreation() {}

  /** What was made, or nothing if another process was faster. */
  static Optional<TransactionCommitResult> attempt(
      Engine engine, TableStorage storage, TableLayout layout, Map<String, String> properties) {
    String path = storage.root();
    try {
      Transaction creation = prepare(engine, path, layout, properties);
      createRoot(storage);
      return Optional.of(creation.commit(engine, CloseableIterable.emptyIterable()));
    } catch (TableAlreadyExistsException e) {
      return Optional.empty();
    } catch (MaxCommitRetryLimitReachedException | KernelEngineException e) {
      if (KernelFailures.isLostRace(e)) {
        return Optional.empty();
      }
      throw new DeltaTableException.AccessFailed(
          "Creating the Delta table at %s failed: %s".formatted(path, KernelFailures.rootOf(e)), e);
    }
  }

  private static void createRoot(TableStorage storage) {
    try {
      storage.createRoot();
    } catch (UnusableLocationException e) {
      throw new DeltaTableException.UnusableLocation(e.getMessage());
    }
  }

  /**
   * Everything but the commit.
   *
   * @throws DeltaTableException.UnsupportedTable if there can be no such table
   */
  static void rehearse(
      Engine engine, String path, TableLayout layout, Map<String, String> properties) {
    try {
      prepare(engine, path, layout, properties);
    } catch (TableAlreadyExistsException | KernelEngineException e) {
      // Neither says anything about the columns and properties.
    }
  }

  private static Transaction prepare(
      Engine engine, String path, TableLayout layout, Map<String, String> properties) {
    try {
      Transaction creation =
          TableManager.buildCreateTableTransaction(
                  path, DeltaSchema.of(layout.rowType()), StorageEngine.INFO)
              .withDataLayoutSpec(dataLayout(layout))
              .withTableProperties(properties)
              .withMaxRetries(0)
              .build(engine);
      WritableTable.requireFeatures(path, ((TransactionImpl) creation).getProtocol());
      return creation;
    } catch (TableAlreadyExistsException | KernelEngineException e) {
      throw e;
    } catch (KernelException | IllegalArgumentException e) {
      throw new DeltaTableException.UnsupportedTable(
          "The Delta table at %s cannot be created with these columns and properties: %s"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  private static DataLayoutSpec dataLayout(TableLayout layout) {
    return layout.isPartitioned()
        ? DataLayoutSpec.partitioned(layout.partitionColumns().stream().map(Column::new).toList())
        : DataLayoutSpec.noDataLayout();
  }
}
