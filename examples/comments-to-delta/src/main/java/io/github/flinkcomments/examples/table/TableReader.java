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
package io.github.flinkcomments.examples.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.DeltaLog;
import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.CommitInfo;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;

/**
 * Reads the table through Delta Standalone, which shares no code with the sink: what it shows is
 * what any reader of the table sees.
 *
 * <p>Each call sees the newest version. Not safe for several threads.
 */
public final class TableReader {

  private static final boolean FAIL_ON_DATA_LOSS = false;

  private final DeltaLog log;
  private final ObjectMapper json = new ObjectMapper();

  /**
   * @param location the table's directory, as a path or a URI
   */
  public TableReader(String location) {
    this.log = DeltaLog.forTable(new Configuration(), location);
  }

  /** The newest version; empty if there is no table. */
  public OptionalLong version() {
    long version = log.update().getVersion();
    return log.tableExists() ? OptionalLong.of(version) : OptionalLong.empty();
  }

  /** Whether there is a table with at least one data file. */
  public boolean holdsRows() {
    return version().isPresent() && !log.snapshot().getAllFiles().isEmpty();
  }

  /** How many rows the newest version has; none if there is no table. */
  public long rowCount() {
    long count = 0;
    if (version().isPresent()) {
      try (CloseableIterator<RowRecord> rows = log.snapshot().open()) {
        for (; rows.hasNext(); rows.next()) {
          count++;
        }
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the table " + log.getPath() + ".", e);
      }
    }
    return count;
  }

  /** Shows every row of the newest version to a consumer, in no particular order. */
  public void forEachRow(Consumer<TableRow> consumer) {
    try (CloseableIterator<RowRecord> rows = log.update().open()) {
      while (rows.hasNext()) {
        consumer.accept(row(rows.next()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the table " + log.getPath() + ".", e);
    }
  }

  /** The newest transaction of an application, which for the sink is a checkpoint; 0 if none. */
  public long lastCheckpointOf(String sinkId) {
    return Math.max(0, log.startTransaction().txnVersion(sinkId));
  }

  /** The rows with the lowest ids, in the order of their ids. */
  public List<TableRow> firstRows(int count) {
    Comparator<TableRow> byId = Comparator.comparingInt(TableRow::id);
    PriorityQueue<TableRow> lowest = new PriorityQueue<>(byId.reversed());
    forEachRow(
        row -> {
          lowest.add(row);
          if (lowest.size() > count) {
            lowest.remove();
          }
        });
    return lowest.stream().sorted(byId).toList();
  }

  /** The ids of all rows, ascending, repeated ones as often as they occur. */
  public int[] ids() {
    List<Integer> ids = new ArrayList<>();
    forEachRow(row -> ids.add(row.id()));
    return ids.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** The versions that the log still holds, oldest first. */
  public List<TableVersion> history() {
    List<TableVersion> history = new ArrayList<>();
    log.update();
    Iterator<VersionLog> versions = log.getChanges(0, FAIL_ON_DATA_LOSS);
    versions.forEachRemaining(version -> history.add(version(version)));
    return List.copyOf(history);
  }

  private TableVersion version(VersionLog version) {
    CommitInfo commit = log.getCommitInfoAt(version.getVersion());
    List<String> files = new ArrayList<>();
    long rows = 0;
    for (Action action : version.getActions()) {
      if (action instanceof AddFile added) {
        files.add(added.getPath());
        rows += rowsIn(added);
      }
    }
    Instant time = commit.getTimestamp().toInstant();
    return new TableVersion(version.getVersion(), time, commit.getOperation(), rows, files);
  }

  private long rowsIn(AddFile added) {
    try {
      return json.readTree(added.getStats()).path("numRecords").asLong();
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "The statistics of " + added.getPath() + " are not valid JSON.", e);
    }
  }

  private static TableRow row(RowRecord record) {
    return new TableRow(
        record.getInt("id"),
        record.getString("name"),
        record.getString("email"),
        record.getString("body"));
  }
}
