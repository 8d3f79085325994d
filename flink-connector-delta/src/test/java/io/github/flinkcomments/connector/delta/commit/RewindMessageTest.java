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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told of a table that holds checkpoint 2 to a job that was restored from checkpoint 1. */
class RewindMessageTest {

  private static final SinkId SINK = new SinkId("sink");
  private static final LogEntry FIRST = entry(1, "sink", "a");
  private static final LogEntry SECOND = entry(2, "sink", "b");
  private static final LogTail TAIL = new LogTail(2, Optional.of(FIRST), List.of(SECOND), false);

  @Test
  void offersAllWaysOut() {
    assertThat(message(rewind(Map.of(SINK, 2L), TAIL)))
        .isEqualTo(
            "The job was restored from checkpoint 1, but the Delta table at /table holds the rows of this sink up to checkpoint 2:"
                + " going on would write rows again that are there already."
                + " Checkpoint 1 belongs to version 1 of the table, and the newest version is 2."
                + " Nothing was changed."
                + " Either restore checkpoint 2, or a later checkpoint or savepoint of the job that wrote it:"
                + " flink run -s PATH_OF_SNAPSHOT …, in SQL: SET 'execution.state-recovery.path' = 'PATH_OF_SNAPSHOT';"
                + " Or take the rows after checkpoint 1 out of the table, and write them again:"
                + " 'sink.on-rewind' = 'restore', in SQL: INSERT INTO … /*+ OPTIONS('sink.on-rewind'='restore') */ SELECT …."
                + " Or keep them, and have them in the table twice:"
                + " 'sink.on-rewind' = 'append', in SQL: INSERT INTO … /*+ OPTIONS('sink.on-rewind'='append') */ SELECT ….");
  }

  @Test
  void tellsWhyTheWayThatWasWantedIsClosed() {
    Rewind rewind = rewind(Map.of(SINK, 2L), TAIL);
    assertThat(
            new RewindMessage("/table", rewind, RewindMode.RESTORE, Optional.of("no reason"))
                .text())
        .contains(
            "the newest version is 2. 'sink.on-rewind' = 'restore' is not possible: no reason. Nothing was changed.");
  }

  @Test
  void rowsThatCannotBeTakenOutMayBeKept() {
    LogTail tail = new LogTail(2, Optional.of(FIRST), List.of(entry(2, "other", "b")), false);
    assertThat(message(rewind(Map.of(SINK, 2L), tail)))
        .contains(
            "Or take the rows after checkpoint 1 out, which the sink cannot do here: version 2 is not of this sink.")
        .contains("Or keep them, and have them in the table twice: ");
  }

  @Test
  void afterARewindThereIsAnotherEpoch() {
    Map<SinkId, Long> epochs = Map.of(SINK, Fence.keepingNone(), SINK.atEpoch(1, "run"), 5L);
    assertThat(message(rewind(epochs, TAIL)))
        .contains(
            "has been through a rewind since, after which it holds the rows of this sink up to checkpoint 5 as sink~1-run:")
        .contains("Either restore checkpoint 5")
        .contains("which the sink cannot do here: the table was taken back to checkpoint 0 since")
        .endsWith(
            "Or start the job without state, which reads everything again, and into a new table path.");
  }

  @Test
  void versionOfTheSnapshotMayBeUnknown() {
    LogTail cleaned = new LogTail(2, Optional.empty(), List.of(SECOND), true);
    assertThat(message(rewind(Map.of(SINK, 2L), cleaned)))
        .contains("already. The newest version of the table is 2. Nothing was changed.");
  }

  private static LogEntry entry(long version, String applicationId, String file) {
    return new LogEntry(
        version, List.of(new TransactionId(applicationId, version)), Set.of(file), Set.of(), false);
  }

  private static Rewind rewind(Map<SinkId, Long> epochs, LogTail tail) {
    return new Rewind(SINK, 1, OptionalLong.of(1), epochs, tail);
  }

  private static String message(Rewind rewind) {
    return new RewindMessage("/table", rewind, RewindMode.FAIL, Optional.empty()).text();
  }
}
