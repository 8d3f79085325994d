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
package io.github.flinkcomments.connector.delta.log;

import io.delta.kernel.DataWriteContext;
import io.delta.kernel.Operation;
import io.delta.kernel.TableManager;
import io.delta.kernel.Transaction;
import io.delta.kernel.TransactionCommitResult;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.defaults.internal.data.DefaultRowBasedColumnarBatch;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.expressions.Column;
import io.delta.kernel.internal.data.GenericRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.transaction.DataLayoutSpec;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Another program that writes our sample table: Kernel as it comes, on Hadoop's file system. */
final class ForeignEngine {

  static final StructType SCHEMA =
      new StructType().add("id", IntegerType.INTEGER, false).add("name", StringType.STRING, true);

  private final Engine engine = DefaultEngine.create(new Configuration());

  void create(Path table, StructType schema, Map<String, String> properties) {
    TableManager.buildCreateTableTransaction(table.toString(), schema, "foreign")
        .withTableProperties(properties)
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  void createPartitioned(Path table, StructType schema, String... columns) {
    TableManager.buildCreateTableTransaction(table.toString(), schema, "foreign")
        .withDataLayoutSpec(
            DataLayoutSpec.partitioned(Stream.of(columns).map(Column::new).toList()))
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  void changeProperties(Path table, Map<String, String> properties) {
    TableManager.loadSnapshot(table.toString())
        .build(engine)
        .buildUpdateTableTransaction("foreign", Operation.MANUAL_UPDATE)
        .withTablePropertiesAdded(properties)
        .build(engine)
        .commit(engine, CloseableIterable.emptyIterable());
  }

  TransactionCommitResult append(Path table, int... ids) throws IOException {
    Transaction transaction =
        TableManager.loadSnapshot(table.toString())
            .build(engine)
            .buildUpdateTableTransaction("foreign", Operation.WRITE)
            .build(engine);
    Row state = transaction.getTransactionState(engine);
    DataWriteContext context = Transaction.getWriteContext(engine, state, Map.of());
    CloseableIterator<FilteredColumnarBatch> data =
        Transaction.transformLogicalData(
            engine, state, Utils.singletonCloseableIterator(batch(ids)), Map.of());
    CloseableIterator<Row> actions =
        Transaction.generateAppendActions(
            engine,
            state,
            engine
                .getParquetHandler()
                .writeParquetFiles(
                    context.getTargetDirectory(), data, context.getStatisticsColumns()),
            context);
    return transaction.commit(engine, CloseableIterable.inMemoryIterable(actions));
  }

  private static FilteredColumnarBatch batch(int... ids) {
    List<Row> rows =
        IntStream.of(ids)
            .<Row>mapToObj(id -> new GenericRow(SCHEMA, Map.of(0, id, 1, "foreign " + id)))
            .toList();
    return new FilteredColumnarBatch(
        new DefaultRowBasedColumnarBatch(SCHEMA, rows), Optional.empty());
  }
}
