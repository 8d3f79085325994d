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
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The state that a job was restored from does not match the table. The message gives both
 * checkpoint numbers and the ways out; a restart would fail in the same way.
 */
@PublicEvolving
public final class SinkStateException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private SinkStateException(String message) {
    super(message);
  }

  static SinkStateException rewind(RewindMessage message) {
    return new SinkStateException(message.text());
  }

  static SinkStateException freshStart(
      String table, SinkId earlier, Optional<Long> version, Optional<String> snapshot) {
    return new SinkStateException(
        """
        The job starts without state, but the Delta table at %s holds rows of an earlier run (sink \
        %s%s): it would read them again, and write them a second time. No row was written. Either \
        go on where that run stopped: flink run -s %s …, in SQL: SET \
        'execution.state-recovery.path' = '%s'; Or write all rows to a new table path. Or append \
        them all the same: 'sink.on-fresh-start' = 'append', in SQL: INSERT INTO … /*+ \
        OPTIONS('sink.on-fresh-start'='append') */ SELECT … Jobs that are meant to share a table \
        tell themselves apart by a 'sink.id-prefix' each.\
        """
            .formatted(
                table,
                earlier,
                version.map(", last in version %d"::formatted).orElse(""),
                snapshot.orElse("PATH_OF_SNAPSHOT"),
                snapshot.orElse("PATH_OF_SNAPSHOT")));
  }

  static SinkStateException freshBatch(String table, SinkId earlier, Optional<Long> version) {
    return new SinkStateException(
        """
        The job starts without state, but the Delta table at %s holds rows of an earlier run (sink \
        %s%s): it would read them again, and write them a second time. No row was written. A batch \
        job always reads all: to add only what is new, run the job in streaming mode, into a new \
        table path, and resume it from its snapshots; in SQL: SET 'execution.runtime-mode' = \
        'streaming'; Or write all rows to a new table path. Or append them all the same: \
        'sink.on-fresh-start' = 'append', in SQL: INSERT INTO … /*+ \
        OPTIONS('sink.on-fresh-start'='append') */ SELECT … Jobs that are meant to share a table \
        tell themselves apart by a 'sink.id-prefix' each.\
        """
            .formatted(table, earlier, version.map(", last in version %d"::formatted).orElse("")));
  }

  static SinkStateException lostCommittable(
      String table, SinkId sinkId, long checkpoint, long restored) {
    return new SinkStateException(
        """
        The job was restored from checkpoint %d with rows of checkpoint %d that are not in the \
        Delta table at %s under that number, and the table has gone on without them (sink %s). \
        Restore the job from a newer checkpoint or savepoint, or from one before checkpoint %d.\
        """
            .formatted(restored, checkpoint, table, sinkId, checkpoint));
  }

  static SinkStateException replaced(String table, SinkId sinkId, long checkpoint) {
    return new SinkStateException(
        """
        Checkpoint %d cannot be committed to the Delta table at %s: another job was restored from \
        an earlier checkpoint and has taken the place of this one, so sink %s is closed. Let the \
        other job go on; or restore this one and say by 'sink.on-rewind' how it may go back.\
        """
            .formatted(checkpoint, table, sinkId));
  }

  static SinkStateException foreignWriter(
      String table, SinkId sinkId, long checkpoint, long inTable) {
    return new SinkStateException(
        """
        Checkpoint %d cannot be committed to the Delta table at %s: another job has committed \
        checkpoint %d under the same sink id %s, so both were restored from the same checkpoint or \
        savepoint. Let one of the two go on; start the other one without state, best with a new \
        table path.\
        """
            .formatted(checkpoint, table, inTable, sinkId));
  }

  static SinkStateException missingFiles(
      String table, DeltaCommittable committable, List<DataFile> missing) {
    return new SinkStateException(
        """
        Checkpoint %d cannot be committed to the Delta table at %s: of its %d data files %d are gone \
        or have another size, the first one is %s. VACUUM removes files that are in no version yet \
        once they are older than its retention. Nothing was committed. Bring the files back and \
        restore the job; or restore it from a checkpoint or savepoint before checkpoint %d, so that \
        their rows are read again.\
        """
            .formatted(
                committable.checkpoint(),
                table,
                committable.files().size(),
                missing.size(),
                missing.get(0).path(),
                committable.checkpoint()));
  }

  static SinkStateException forgotten(String table, Optional<Duration> age, Duration retention) {
    return new SinkStateException(
        """
        The Delta table at %s shows no commit of this sink, but that may be because it was \
        forgotten: transactions expire after %s ('delta.setTransactionRetentionDuration'), and the \
        restored snapshot %s. Going on might commit rows a second time. Restore a newer checkpoint \
        or savepoint; or start the job without state, best into a new table path. If you know that \
        the sink has committed nothing since the snapshot: ALTER TABLE delta.`%s` UNSET \
        TBLPROPERTIES ('delta.setTransactionRetentionDuration').\
        """
            .formatted(
                table,
                retention,
                age.map(known -> "is %s old".formatted(known))
                    .orElse("does not tell its age, as it was taken by an older version"),
                table));
  }

  static SinkStateException otherTable(String table, String known, Optional<String> found) {
    return new SinkStateException(
        """
        The job was restored with state for the Delta table with the id %s, but at %s there is %s \
        now: the table was deleted or created anew. Bring the old table back, or start the job \
        without state.\
        """
            .formatted(known, table, found.map(id -> "one with the id " + id).orElse("none")));
  }
}
