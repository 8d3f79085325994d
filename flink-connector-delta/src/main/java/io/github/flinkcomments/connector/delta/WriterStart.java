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
package io.github.flinkcomments.connector.delta;

import io.github.flinkcomments.connector.delta.commit.RestartSuppression;
import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.time.Deadline;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * What a writer does before its first row: it makes sure that there is a table and that the rows
 * fit into it.
 *
 * <p>At a first start any writer may create the table, or change its columns. In a restored job
 * only the aggregator knows whether it should be there, and whether it is the one: it fails the
 * job, or changes the columns, and the writers wait for that. Without the wait, a writer would run
 * into the missing directory first, with an error that Flink answers with restarts.
 *
 * @param target the table
 * @param restored whether the job was restored
 */
record WriterStart(TableTarget target, boolean restored) {

  private static final Duration LONGEST_WAIT_FOR_COLUMNS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_READS = Duration.ofMillis(50);

  /**
   * The rows to write, as the table spells and partitions them. Runs on the task's thread, which
   * Flink interrupts when the job fails elsewhere.
   *
   * @throws SuppressRestartsException if the rows do not fit, or the table cannot be written
   */
  TableLayout layout() throws IOException {
    TableDescription description = restored ? await() : create();
    return description.layout();
  }

  private TableDescription create() {
    try (DeltaTable table = target.open()) {
      return RestartSuppression.forPermanentErrors(() -> table.createIfAbsent(target.properties()));
    }
  }

  private TableDescription await() throws IOException {
    Deadline end = Deadline.fromNow(LONGEST_WAIT_FOR_COLUMNS);
    try (DeltaTable table = target.unchanged().open()) {
      Optional<TableDescription> found = describe(table, end);
      while (found.isEmpty()) {
        pause();
        found = describe(table, end);
      }
      return found.get();
    }
  }

  /** Nothing while the aggregator has to do something about the table. */
  private Optional<TableDescription> describe(DeltaTable table, Deadline end) {
    try {
      return RestartSuppression.forPermanentErrors(table::describe);
    } catch (SuppressRestartsException e) {
      boolean mayChange =
          target.evolution() != SchemaEvolution.NONE
              && e.getCause() instanceof DeltaTableException.IncompatibleSchema;
      if (!mayChange) {
        throw e;
      }
      if (end.isOverdue()) {
        throw (DeltaTableException) e.getCause(); // a restart lets the aggregator read it again
      }
      return Optional.empty();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(BETWEEN_READS.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The job ended before there was a table to write to.");
    }
  }
}
