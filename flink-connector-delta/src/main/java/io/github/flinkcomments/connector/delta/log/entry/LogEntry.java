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

import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * What one version has done to the table.
 *
 * @param version the version
 * @param transactions the transaction identifiers that it carries
 * @param added paths of the files that it added
 * @param removed paths of the files that it took out
 * @param changesTable whether it changes more than files: schema, properties, protocol, or domain
 *     metadata other than the count of row ids, which every append to a table with row tracking
 *     moves
 * @param engineInfo who has written it, in the writer's own words, if it tells
 */
@Internal
public record LogEntry(
    long version,
    List<TransactionId> transactions,
    Set<String> added,
    Set<String> removed,
    boolean changesTable,
    Optional<String> engineInfo) {

  public LogEntry {
    transactions = List.copyOf(transactions);
    added = Set.copyOf(added);
    removed = Set.copyOf(removed);
  }

  /** One of which nobody tells who has written it. */
  public LogEntry(
      long version,
      List<TransactionId> transactions,
      Set<String> added,
      Set<String> removed,
      boolean changesTable) {
    this(version, transactions, added, removed, changesTable, Optional.empty());
  }

  /** Whether this connector has written it. */
  public boolean isOfThisConnector() {
    return engineInfo.filter(info -> info.contains(StorageEngine.INFO)).isPresent();
  }

  /** Whether it carries this very transaction. */
  public boolean carries(TransactionId wanted) {
    return transactions.contains(wanted);
  }

  /**
   * Whether it carries a transaction of the same application, that one or an earlier. Transactions
   * rise from version to version, so an older version cannot carry that one.
   */
  public boolean reaches(TransactionId wanted) {
    return transactions.stream()
        .anyMatch(
            transaction ->
                transaction.applicationId().equals(wanted.applicationId())
                    && transaction.version() <= wanted.version());
  }
}
