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
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.MapValue;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.actions.SingleAction;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/** The actions that we write into log entries, and how to find them there again. */
@Internal
public final class LogActions {

  private static final StructType TRANSACTION =
      new StructType().add("appId", StringType.STRING).add("version", LongType.LONG);
  private static final StructType OURS =
      new StructType()
          .add("txn", TRANSACTION)
          .add("add", new StructType().add("path", StringType.STRING));

  private LogActions() {}

  /** One {@code add} action a file. */
  public static CloseableIterable<Row> add(List<DataFile> files) {
    return CloseableIterable.inMemoryIterable(
        Utils.toCloseableIterator(files.stream().map(LogActions::add).iterator()));
  }

  private static Row add(DataFile file) {
    Map<Integer, Object> values = new HashMap<>();
    values.put(ordinal("path"), file.path());
    values.put(ordinal("partitionValues"), partitionValues(file));
    values.put(ordinal("size"), file.sizeInBytes());
    values.put(ordinal("modificationTime"), file.modificationTime());
    values.put(ordinal("dataChange"), true);
    values.put(ordinal("stats"), file.statistics());
    return SingleAction.createAddFileSingleAction(new GenericRow(AddFile.FULL_SCHEMA, values));
  }

  private static MapValue partitionValues(DataFile file) {
    Map<String, String> values = new HashMap<>();
    file.partition().forEach(part -> values.put(part.column(), part.value().orElse(null)));
    return VectorUtils.stringStringMapValue(values);
  }

  private static int ordinal(String field) {
    return AddFile.FULL_SCHEMA.indexOf(field);
  }

  /**
   * A log entry that carries a transaction of ours.
   *
   * @param version the version that it made
   * @param files the paths that it adds
   */
  public record Entry(long version, Set<String> files) {}

  /** The entry, not below {@code lowestVersion}, that carries the transaction. */
  public static Optional<Entry> find(
      Engine engine, SnapshotImpl table, long lowestVersion, TransactionId transaction)
      throws IOException {
    for (long version = table.getVersion(); version >= lowestVersion; version--) {
      String entry = FileNames.deltaFile(table.getLogPath(), version);
      Optional<FileStatus> status = LogFiles.status(engine, entry);
      if (status.isEmpty()) {
        break; // cleaned away, and all before it
      }
      Optional<Set<String>> added = filesAdded(engine, status.get(), transaction);
      if (added.isPresent()) {
        return Optional.of(new Entry(version, added.get()));
      }
    }
    return Optional.empty();
  }

  /** The files that a log entry adds, if it carries the transaction. */
  private static Optional<Set<String>> filesAdded(
      Engine engine, FileStatus entry, TransactionId transaction) throws IOException {
    Set<String> paths = new HashSet<>();
    boolean found = false;
    try (CloseableIterator<ColumnarBatch> batches =
        engine
            .getJsonHandler()
            .readJsonFiles(Utils.singletonCloseableIterator(entry), OURS, Optional.empty())) {
      while (batches.hasNext()) {
        ColumnarBatch batch = batches.next();
        found |= carries(batch.getColumnVector(0), transaction);
        collectPaths(batch.getColumnVector(1), paths);
      }
    }
    return found ? Optional.of(paths) : Optional.empty();
  }

  private static boolean carries(ColumnVector transactions, TransactionId wanted) {
    for (int row = 0; row < transactions.getSize(); row++) {
      if (!transactions.isNullAt(row)
          && transactions.getChild(0).getString(row).equals(wanted.applicationId())
          && transactions.getChild(1).getLong(row) == wanted.version()) {
        return true;
      }
    }
    return false;
  }

  private static void collectPaths(ColumnVector adds, Set<String> paths) {
    for (int row = 0; row < adds.getSize(); row++) {
      if (!adds.isNullAt(row)) {
        paths.add(adds.getChild(0).getString(row));
      }
    }
  }
}
