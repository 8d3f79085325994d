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

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import org.apache.flink.annotation.Internal;

/**
 * Which table a sink writes, in the form that travels with the operators of a job.
 *
 * @param path where the table is
 * @param layout the rows of the sink
 * @param properties table properties, used only if the sink creates the table
 * @param storageOptions how to reach the storage; may hold secrets
 * @param evolution what may be done to the columns of a table that is there
 */
@Internal
public record TableTarget(
    String path,
    TableLayout layout,
    Map<String, String> properties,
    Map<String, String> storageOptions,
    SchemaEvolution evolution)
    implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  public TableTarget {
    requireNonNull(path);
    requireNonNull(layout);
    requireNonNull(evolution);
    properties = Map.copyOf(properties);
    storageOptions = Map.copyOf(storageOptions);
  }

  /** A table whose columns stay what they are. */
  public TableTarget(
      String path,
      TableLayout layout,
      Map<String, String> properties,
      Map<String, String> storageOptions) {
    this(path, layout, properties, storageOptions, SchemaEvolution.NONE);
  }

  /** Opens the table without touching it yet. The caller closes it. */
  public DeltaTable open() {
    return DeltaTable.at(path, storageOptions, layout).evolving(evolution);
  }

  /** The same table, of which nothing is changed. */
  public TableTarget unchanged() {
    return new TableTarget(path, layout, properties, storageOptions, SchemaEvolution.NONE);
  }

  /** Names the table only. */
  @Override
  public String toString() {
    return path;
  }
}
