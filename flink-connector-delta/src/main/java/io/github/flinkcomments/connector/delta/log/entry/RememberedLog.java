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

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.DomainMetadata;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.lang.Lazy;
import io.delta.kernel.internal.replay.LogReplay;
import io.delta.kernel.internal.snapshot.LogSegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/**
 * What Kernel looks up in a log, remembered, and handed on to the snapshots that follow. Kernel
 * reads the log back to where it finds a thing, each time that it wants to know: the newest
 * transaction of an application three times a commit, and domain metadata, of which most tables
 * have none, from the first entry on.
 */
@Internal
public final class RememberedLog extends LogReplay {

  private final Engine engine;
  private final Path table;
  private final Map<String, Optional<Long>> transactions;
  private final Supplier<Map<String, DomainMetadata>> domains;

  private RememberedLog(
      Engine engine,
      Path table,
      Lazy<LogSegment> segment,
      Lazy<Optional<CRCInfo>> checksum,
      Map<String, Optional<Long>> transactions,
      Optional<Supplier<Map<String, DomainMetadata>>> domains) {
    super(engine, table, segment, checksum);
    this.engine = engine;
    this.table = table;
    this.transactions = new HashMap<>(transactions);
    this.domains = domains.orElse(super::getActiveDomainMetadataMap);
  }

  /** Nothing is known yet. */
  static RememberedLog of(
      Engine engine,
      SnapshotImpl snapshot,
      Lazy<LogSegment> segment,
      Lazy<Optional<CRCInfo>> checksum) {
    return new RememberedLog(
        engine, snapshot.getDataPath(), segment, checksum, Map.of(), Optional.empty());
  }

  /**
   * The log after versions that have changed nothing but files and transactions.
   *
   * @param added the transactions of these versions, in their order
   * @param keepsDomains whether domain metadata is still what it was. Each append to a table with
   *     row tracking changes it
   */
  RememberedLog after(
      List<TransactionId> added,
      boolean keepsDomains,
      Lazy<LogSegment> segment,
      Lazy<Optional<CRCInfo>> checksum) {
    Map<String, Optional<Long>> newest = new HashMap<>(transactions);
    for (TransactionId transaction : added) {
      newest.put(transaction.applicationId(), Optional.of(transaction.version()));
    }
    return new RememberedLog(
        engine,
        table,
        segment,
        checksum,
        newest,
        Optional.of(domains).filter(known -> keepsDomains));
  }

  @Override
  public Optional<Long> getLatestTransactionIdentifier(Engine engine, String applicationId) {
    return transactions.computeIfAbsent(
        applicationId, id -> super.getLatestTransactionIdentifier(engine, id));
  }

  @Override
  public Map<String, DomainMetadata> getActiveDomainMetadataMap() {
    return domains.get();
  }
}
