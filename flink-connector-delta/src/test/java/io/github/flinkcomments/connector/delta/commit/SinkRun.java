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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.api.connector.sink2.mocks.MockCommitRequest;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.clock.ManualClock;

/**
 * A job with one sink, step by step and without a cluster: a source that counts, a writer of real
 * files, the start and the commits of the sink.
 */
final class SinkRun implements AutoCloseable {

  /**
   * What a checkpoint or savepoint holds.
   *
   * @param position the number that comes next
   */
  record Snapshot(
      long checkpoint, SinkIdentity identity, List<DeltaCommittable> pending, long position) {

    Snapshot {
      pending = List.copyOf(pending);
    }
  }

  private final TableTarget target;
  private final DeltaCommitter committer;
  private final List<DeltaCommittable> pending;
  private final List<DataFile> written = new ArrayList<>();
  private SinkIdentity identity;
  private long position;
  private long lastCheckpoint;

  private SinkRun(TableTarget target, RewindPolicy policy, Optional<Snapshot> restored) {
    OptionalLong checkpoint =
        restored
            .map(snapshot -> OptionalLong.of(snapshot.checkpoint()))
            .orElse(OptionalLong.empty());
    SinkStart start =
        new SinkStart(
            target,
            () -> SinkId.random(Optional.empty()),
            new FreshStart(
                FreshStartMode.APPEND,
                Optional.empty(),
                CommitScope.CHECKPOINT,
                sinks -> Optional.empty()),
            policy);
    this.target = target;
    this.identity = start.identity(restored.map(Snapshot::identity), checkpoint, Instant.now());
    this.pending = new ArrayList<>(restored.map(Snapshot::pending).orElse(List.of()));
    this.position = restored.map(Snapshot::position).orElse(0L);
    this.lastCheckpoint = checkpoint.orElse(0);
    this.committer = committer(checkpoint);
    if (restored.isPresent()) {
      commit();
    }
  }

  static SinkRun start(TableTarget target) {
    return new SinkRun(target, RewindPolicy.of(RewindMode.FAIL), Optional.empty());
  }

  /** A job of its own. */
  static SinkRun restore(TableTarget target, RewindMode mode, Snapshot snapshot) {
    return restore(target, RewindPolicy.of(mode), snapshot);
  }

  /** The same submission of a job again, if the policy is the same. */
  static SinkRun restore(TableTarget target, RewindPolicy policy, Snapshot snapshot) {
    return new SinkRun(target, policy, Optional.of(snapshot));
  }

  SinkId sinkId() {
    return identity.sinkId();
  }

  long position() {
    return position;
  }

  /** One file with the next numbers. */
  void write(int rows) throws IOException {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(target.path(), target.storageOptions()),
            target.layout(),
            DataFileOptions.DEFAULT,
            0,
            FileOrigin.first())) {
      for (int row = 0; row < rows; row++, position++) {
        writer.write(
            target.layout().isPartitioned()
                ? GenericRowData.of(position, StringData.fromString(SinkJob.partOf(position)))
                : GenericRowData.of(position));
      }
      written.addAll(writer.finish());
    }
  }

  /** A checkpoint or savepoint that nobody was told of. */
  Snapshot snapshot() {
    lastCheckpoint++;
    if (!written.isEmpty()) {
      pending.add(
          new DeltaCommittable(
              CommitScope.CHECKPOINT,
              identity.sinkId(),
              identity.tableId(),
              lastCheckpoint,
              identity.newestCommittable(),
              written));
      identity = identity.withCommittableOf(lastCheckpoint);
      written.clear();
    }
    return new Snapshot(lastCheckpoint, identity.keptAt(Instant.now()), pending, position);
  }

  /** A checkpoint is complete, as the committer is told. */
  void commit() {
    commitUpTo(lastCheckpoint);
  }

  /** One checkpoint is complete, and with it those before. */
  void commitUpTo(long checkpoint) {
    for (DeltaCommittable committable : List.copyOf(pending)) {
      if (committable.checkpoint() <= checkpoint) {
        commit(committer, committable);
        pending.remove(committable);
      }
    }
  }

  /** A failover does not set back the numbers of checkpoints. */
  void numberCheckpointsAfter(SinkRun failed) {
    lastCheckpoint = Math.max(lastCheckpoint, failed.lastCheckpoint);
  }

  static void commit(DeltaCommitter committer, DeltaCommittable committable) {
    committer.commit(List.of(new MockCommitRequest<>(committable)));
  }

  /** Another committer on this table. */
  DeltaCommitter committerRestoredFrom(Snapshot snapshot) {
    return committer(OptionalLong.of(snapshot.checkpoint()));
  }

  private DeltaCommitter committer(OptionalLong restoredCheckpoint) {
    return new DeltaCommitter(
        target,
        restoredCheckpoint,
        new CommitMetrics(new UnregisteredMetricsGroup(), new ManualClock()));
  }

  /** Rows, a checkpoint, and their version. */
  Snapshot writeAndCommit(int rows) throws IOException {
    write(rows);
    Snapshot snapshot = snapshot();
    commit();
    return snapshot;
  }

  @Override
  public void close() {
    committer.close();
  }
}
