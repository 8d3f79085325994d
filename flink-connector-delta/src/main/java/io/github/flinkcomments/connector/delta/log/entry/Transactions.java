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

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.SetTransaction;
import io.delta.kernel.internal.replay.ActionsIterator;
import io.delta.kernel.internal.replay.LogReplay;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.annotation.Internal;

/** Reads the transaction identifiers of several applications at once; Kernel knows one by one. */
@Internal
public final class Transactions {

  private Transactions() {}

  /** The newest version of each application that meets the condition. */
  public static Map<String, Long> newest(
      Engine engine, SnapshotImpl table, Predicate<String> applications) throws IOException {
    Map<String, Long> newest = new HashMap<>();
    try (ActionsIterator newestFirst =
        new ActionsIterator(
            engine,
            table.getLogSegment().allFilesWithCompactionsReversed(),
            LogReplay.SET_TRANSACTION_READ_SCHEMA,
            Optional.empty())) {
      while (newestFirst.hasNext()) {
        ColumnVector transactions = newestFirst.next().getColumnarBatch().getColumnVector(0);
        for (int row = 0; row < transactions.getSize(); row++) {
          SetTransaction transaction = SetTransaction.fromColumnVector(transactions, row);
          if (transaction != null && applications.test(transaction.getAppId())) {
            newest.putIfAbsent(transaction.getAppId(), transaction.getVersion());
          }
        }
      }
    }
    return newest;
  }
}
