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
package io.github.flinkcomments.connector.delta.testing;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.OptimisticTransaction;
import io.delta.standalone.actions.Metadata;
import io.delta.standalone.actions.SetTransaction;
import io.delta.standalone.types.StringType;
import io.delta.standalone.types.StructField;
import io.delta.standalone.types.StructType;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** Changes of a table by another engine. */
public final class TableChanges {

  private TableChanges() {}

  public static void setProperty(Path table, String property, String value) {
    change(
        table,
        metadata -> {
          Map<String, String> properties = new HashMap<>(metadata.getConfiguration());
          properties.put(property, value);
          return metadata.copyBuilder().configuration(properties);
        });
  }

  /** A stream of another engine has committed under an id of its own. */
  public static void recordTransaction(Path table, String applicationId, long version) {
    DeltaLog log = DeltaLog.forTable(new Configuration(), table.toString());
    log.startTransaction()
        .commit(
            List.of(new SetTransaction(applicationId, version, Optional.empty())),
            new Operation(Operation.Name.STREAMING_UPDATE),
            "another engine");
  }

  /** Of texts. */
  public static void addColumn(Path table, String name, boolean nullable) {
    change(
        table,
        metadata ->
            metadata
                .copyBuilder()
                .schema(
                    metadata.getSchema().add(new StructField(name, new StringType(), nullable))));
  }

  /** From now on the column may be null. */
  public static void allowNull(Path table, String name) {
    change(
        table,
        metadata ->
            metadata
                .copyBuilder()
                .schema(
                    new StructType(
                        Stream.of(metadata.getSchema().getFields())
                            .map(
                                field ->
                                    field.getName().equals(name)
                                        ? new StructField(name, field.getDataType(), true)
                                        : field)
                            .toArray(StructField[]::new))));
  }

  private static void change(Path table, Function<Metadata, Metadata.Builder> change) {
    DeltaLog log = DeltaLog.forTable(new Configuration(), table.toString());
    OptimisticTransaction transaction = log.startTransaction();
    transaction.updateMetadata(change.apply(transaction.metadata()).build());
    transaction.commit(List.of(), new Operation(Operation.Name.MANUAL_UPDATE), "another engine");
  }
}
