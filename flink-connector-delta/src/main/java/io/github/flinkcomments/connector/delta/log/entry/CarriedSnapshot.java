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
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.checksum.CRCInfo;
import io.delta.kernel.internal.lang.Lazy;
import io.delta.kernel.internal.metrics.SnapshotQueryContext;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.table.SnapshotFactory;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import io.delta.kernel.utils.FileStatus;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * A snapshot of a table, and what was looked up in its log.
 *
 * @param engine reads the log
 */
@Internal
public record CarriedSnapshot(Engine engine, SnapshotImpl snapshot, RememberedLog log) {

  /** A snapshot as Kernel has made it, of whose log nothing is known yet. */
  public static CarriedSnapshot of(Engine engine, SnapshotImpl made) {
    Lazy<LogSegment> segment = made.getLazyLogSegment();
    RememberedLog log = RememberedLog.of(engine, made, segment, checksumOf(made, engine));
    return new CarriedSnapshot(engine, rebuilt(made, segment, log, timestampOf(made, engine)), log);
  }

  /** The snapshot that an append to this one has made. */
  public CarriedSnapshot afterAppend(SnapshotImpl made, TransactionId transaction) {
    Lazy<LogSegment> segment = made.getLazyLogSegment();
    RememberedLog longer =
        log.after(List.of(transaction), keepsDomains(), segment, checksumOf(made, engine));
    return new CarriedSnapshot(
        engine, rebuilt(made, segment, longer, timestampOf(made, engine)), longer);
  }

  /**
   * The snapshot after entries of others, which change nothing but files and transactions.
   *
   * @param longer the log with them
   */
  CarriedSnapshot after(List<LogEntry> entries, LogSegment longer) {
    return over(entries.stream().flatMap(entry -> entry.transactions().stream()).toList(), longer);
  }

  /**
   * The same snapshot, with the checksum of its version. From it, that of the next version is
   * computed without reading the log.
   */
  CarriedSnapshot withChecksum(FileStatus checksum) {
    return over(List.of(), with(checksum, snapshot.getLogSegment()));
  }

  private CarriedSnapshot over(List<TransactionId> transactions, LogSegment longer) {
    Lazy<LogSegment> segment = new Lazy<>(() -> longer);
    RememberedLog known =
        log.after(transactions, keepsDomains(), segment, newestChecksum(engine, segment));
    return new CarriedSnapshot(engine, rebuilt(snapshot, segment, known, Optional.empty()), known);
  }

  /** Kernel keeps a count of row ids there. */
  private boolean keepsDomains() {
    return !TableFeatures.isRowTrackingSupported(snapshot.getProtocol());
  }

  static LogSegment with(FileStatus checksum, LogSegment segment) {
    return new LogSegment(
        segment.getLogPath(),
        segment.getVersion(),
        segment.getDeltas(),
        segment.getCompactions(),
        segment.getCheckpoints(),
        segment.getDeltaFileAtEndVersion(),
        Optional.of(checksum),
        segment.getMaxPublishedDeltaVersion());
  }

  /** Of the version itself, which Kernel knows where it has made it, or the newest that is seen. */
  private static Lazy<Optional<CRCInfo>> checksumOf(SnapshotImpl made, Engine engine) {
    return new Lazy<>(
        () ->
            made.getCurrentCrcInfo()
                .or(() -> newestChecksum(engine, made.getLazyLogSegment()).get()));
  }

  private static Lazy<Optional<CRCInfo>> newestChecksum(Engine engine, Lazy<LogSegment> segment) {
    return SnapshotFactory.createLazyChecksumFileLoaderWithMetrics(
        engine, segment, SnapshotQueryContext.forLatestSnapshot("").getSnapshotMetrics());
  }

  private static Optional<Long> timestampOf(SnapshotImpl made, Engine engine) {
    return TableConfig.IN_COMMIT_TIMESTAMPS_ENABLED.fromMetadata(made.getMetadata())
        ? Optional.of(made.getTimestamp(engine))
        : Optional.empty();
  }

  /** Protocol and metadata stay: no version in between has changed them. */
  private static SnapshotImpl rebuilt(
      SnapshotImpl snapshot, Lazy<LogSegment> segment, RememberedLog log, Optional<Long> time) {
    SnapshotQueryContext context =
        SnapshotQueryContext.forVersionSnapshot(
            snapshot.getDataPath().toString(), segment.get().getVersion());
    context.setCheckpointVersion(segment.get().getCheckpointVersionOpt());
    return new SnapshotImpl(
        snapshot.getDataPath(),
        segment.get().getVersion(),
        segment,
        log,
        snapshot.getProtocol(),
        snapshot.getMetadata(),
        snapshot.getCommitter(),
        context,
        time);
  }
}
