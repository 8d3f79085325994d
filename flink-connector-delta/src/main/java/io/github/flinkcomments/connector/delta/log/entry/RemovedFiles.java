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
package io.github.flinkcomments.connector.delta.log.entry;

import io.delta.kernel.data.Row;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/** The actions of a {@link StepBack}. */
@Internal
public final class RemovedFiles {

  private RemovedFiles() {}

  /**
   * One {@code remove} a file, as the log has added it, and one {@code txn} a further transaction.
   * Kernel writes the first transaction itself.
   */
  public static CloseableIterable<Row> actions(LogHistory log, SnapshotImpl table, StepBack step)
      throws IOException {
    long now = System.currentTimeMillis();
    List<Row> actions = new ArrayList<>();
    for (TransactionId transaction : step.others()) {
      actions.add(SingleAction.createTxnSingleAction(row(transaction, now)));
    }
    for (AddFile file : files(log, table, step)) {
      actions.add(
          SingleAction.createRemoveFileSingleAction(file.toRemoveFileRow(true, Optional.of(now))));
    }
    return CloseableIterable.inMemoryIterable(Utils.toCloseableIterator(actions.iterator()));
  }

  private static Row row(TransactionId transaction, long now) {
    return new SetTransaction(transaction.applicationId(), transaction.version(), Optional.of(now))
        .toRow();
  }

  private static List<AddFile> files(LogHistory log, SnapshotImpl table, StepBack step)
      throws IOException {
    if (step.files().isEmpty()) {
      return List.of();
    }
    if (TableConfig.APPEND_ONLY_ENABLED.fromMetadata(table.getMetadata())) {
      throw new DeltaTableException.UnsupportedTable(
          "The Delta table at %s has the property '%s' = 'true': %d data files cannot be taken out of it."
              .formatted(
                  table.getPath(), TableConfig.APPEND_ONLY_ENABLED.getKey(), step.files().size()));
    }
    List<AddFile> files = log.added(table, step.files());
    if (files.size() != step.files().size()) {
      throw new IOException(
          "%d of %d files to take out are in no log entry that is left."
              .formatted(step.files().size() - files.size(), step.files().size()));
    }
    return files;
  }
}
