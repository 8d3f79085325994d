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
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.actions.AddFile;
import io.delta.kernel.internal.rowtracking.RowTrackingMetadataDomain;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a log entry. */
final class LogEntries {

  private static final StructType PATH = new StructType().add("path", StringType.STRING);
  private static final StructType SUMMARY =
      new StructType()
          .add(
              "txn", new StructType().add("appId", StringType.STRING).add("version", LongType.LONG))
          .add("add", PATH)
          .add("remove", PATH)
          .add("metaData", new StructType().add("id", StringType.STRING))
          .add("protocol", new StructType().add("minReaderVersion", IntegerType.INTEGER))
          .add("domainMetadata", new StructType().add("domain", StringType.STRING))
          .add("commitInfo", new StructType().add("engineInfo", StringType.STRING));
  private static final StructType ADDED_FILES = new StructType().add("add", AddFile.FULL_SCHEMA);

  private LogEntries() {}

  /** The actions of an entry that have added some of these files. */
  static List<AddFile> added(Engine engine, FileStatus file, Set<String> paths) throws IOException {
    List<AddFile> found = new ArrayList<>();
    try (CloseableIterator<ColumnarBatch> batches = batches(engine, file, ADDED_FILES)) {
      while (batches.hasNext()) {
        collectAdded(batches.next(), paths, found);
      }
    }
    return found;
  }

  /** One entry. */
  static LogEntry read(Engine engine, FileStatus file, long version) throws IOException {
    List<TransactionId> transactions = new ArrayList<>();
    Set<String> added = new HashSet<>();
    Set<String> removed = new HashSet<>();
    Set<String> engines = new HashSet<>();
    boolean changesTable = false;
    try (CloseableIterator<ColumnarBatch> batches = batches(engine, file, SUMMARY)) {
      while (batches.hasNext()) {
        ColumnarBatch batch = batches.next();
        collectTransactions(batch.getColumnVector(0), transactions);
        added.addAll(texts(batch.getColumnVector(1)));
        removed.addAll(texts(batch.getColumnVector(2)));
        changesTable |=
            hasAny(batch.getColumnVector(3))
                || hasAny(batch.getColumnVector(4))
                || !Set.of(RowTrackingMetadataDomain.DOMAIN_NAME)
                    .containsAll(texts(batch.getColumnVector(5)));
        engines.addAll(texts(batch.getColumnVector(6)));
      }
    }
    return new LogEntry(
        version, transactions, added, removed, changesTable, engines.stream().findFirst());
  }

  private static void collectAdded(ColumnarBatch batch, Set<String> paths, List<AddFile> found)
      throws IOException {
    try (CloseableIterator<Row> rows = batch.getRows()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (!row.isNullAt(0) && paths.contains(new AddFile(row.getStruct(0)).getPath())) {
          found.add(new AddFile(row.getStruct(0)));
        }
      }
    }
  }

  private static CloseableIterator<ColumnarBatch> batches(
      Engine engine, FileStatus file, StructType schema) throws IOException {
    return engine
        .getJsonHandler()
        .readJsonFiles(Utils.singletonCloseableIterator(file), schema, Optional.empty());
  }

  private static void collectTransactions(ColumnVector column, List<TransactionId> transactions) {
    for (int row = 0; row < column.getSize(); row++) {
      if (!column.isNullAt(row)) {
        transactions.add(
            new TransactionId(column.getChild(0).getString(row), column.getChild(1).getLong(row)));
      }
    }
  }

  /** The first field of each action of a kind. */
  private static Set<String> texts(ColumnVector actions) {
    Set<String> texts = new HashSet<>();
    for (int row = 0; row < actions.getSize(); row++) {
      if (!actions.isNullAt(row) && !actions.getChild(0).isNullAt(row)) {
        texts.add(actions.getChild(0).getString(row));
      }
    }
    return texts;
  }

  private static boolean hasAny(ColumnVector actions) {
    for (int row = 0; row < actions.getSize(); row++) {
      if (!actions.isNullAt(row)) {
        return true;
      }
    }
    return false;
  }
}
