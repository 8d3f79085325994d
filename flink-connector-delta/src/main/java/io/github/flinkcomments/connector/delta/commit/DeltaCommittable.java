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

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * All that a job wrote up to one checkpoint: what becomes one version of the table.
 *
 * @param scope whether it stands for a checkpoint or for a whole batch job
 * @param sinkId who wrote it
 * @param tableId the table's own identifier when the job first saw it
 * @param checkpoint the checkpoint whose completion makes it final
 * @param previous the checkpoint of the committable before it, or zero, which is before all
 *     checkpoints, if it is the first under its sink id; nothing if the state is too old to tell
 * @param files the files of all writers, at least one
 * @param restoredWriters origins of writers of this run that were restored: nobody will commit the
 *     files of attempts that they have replaced once this committable is in the table
 */
@Internal
public record DeltaCommittable(
    CommitScope scope,
    SinkId sinkId,
    String tableId,
    long checkpoint,
    OptionalLong previous,
    List<DataFile> files,
    Set<FileOrigin> restoredWriters) {

  public DeltaCommittable {
    requireNonNull(scope);
    requireNonNull(sinkId);
    requireNonNull(tableId);
    requireNonNull(previous);
    files = List.copyOf(files);
    restoredWriters = Set.copyOf(restoredWriters);
    if (files.isEmpty()) {
      throw new IllegalArgumentException("Nothing was written, so there is nothing to commit.");
    }
  }

  /** One of a run that began without leftovers. */
  public DeltaCommittable(
      CommitScope scope,
      SinkId sinkId,
      String tableId,
      long checkpoint,
      OptionalLong previous,
      List<DataFile> files) {
    this(scope, sinkId, tableId, checkpoint, previous, files, Set.of());
  }

  TransactionId transactionId() {
    return new TransactionId(sinkId.value(), checkpoint);
  }

  /** The transaction of the committable before it, if it is known. */
  Optional<TransactionId> previousTransactionId() {
    return previous.stream()
        .mapToObj(checkpoint -> new TransactionId(sinkId.value(), checkpoint))
        .findFirst();
  }

  Set<String> paths() {
    return files.stream().map(DataFile::path).collect(toUnmodifiableSet());
  }

  long rowCount() {
    return files.stream().mapToLong(DataFile::rowCount).sum();
  }

  long sizeInBytes() {
    return files.stream().mapToLong(DataFile::sizeInBytes).sum();
  }

  /** Short, since Flink prints committables in errors; statistics hold values of rows. */
  @Override
  public String toString() {
    return "DeltaCommittable[sink %s, checkpoint %d, %d files, %d rows]"
        .formatted(sinkId, checkpoint, files.size(), rowCount());
  }
}
