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

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Changes of a table by another engine. */
final class TableChanges {

  private TableChanges() {}

  static void setProperty(Path table, String property, String value) {
    change(
        table,
        metadata -> {
          Map<String, String> properties = new HashMap<>(metadata.getConfiguration());
          properties.put(property, value);
          return metadata.copyBuilder().configuration(properties);
        });
  }

  /** Of texts. */
  static void addColumn(Path table, String name, boolean nullable) {
    change(
        table,
        metadata ->
            metadata
                .copyBuilder()
                .schema(
                    metadata.getSchema().add(new StructField(name, new StringType(), nullable))));
  }

  private static void change(Path table, Function<Metadata, Metadata.Builder> change) {
    DeltaLog log = DeltaLog.forTable(new Configuration(), table.toString());
    OptimisticTransaction transaction = log.startTransaction();
    transaction.updateMetadata(change.apply(transaction.metadata()).build());
    transaction.commit(List.of(), new Operation(Operation.Name.MANUAL_UPDATE), "another engine");
  }
}
