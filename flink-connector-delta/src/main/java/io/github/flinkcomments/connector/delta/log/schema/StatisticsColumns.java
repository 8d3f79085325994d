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
package io.github.flinkcomments.connector.delta.log.schema;

import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.ColumnMapping;
import io.delta.kernel.types.StructField;
import io.delta.kernel.types.StructType;
import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/**
 * Which columns the log has statistics of. The owner of a table may say so; what is left out must
 * not reach the log, as it may be secret, or long.
 *
 * @param stored paths of the columns under their names in data files; fields of rows count one by
 *     one
 */
@Internal
public record StatisticsColumns(Set<List<String>> stored) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  private static final List<String> PROPERTIES =
      List.of(
          TableConfig.DATA_SKIPPING_STATS_COLUMNS.getKey(),
          TableConfig.DATA_SKIPPING_NUM_INDEXED_COLS.getKey());

  public StatisticsColumns {
    stored = Set.copyOf(stored);
  }

  /**
   * Of a table: those that its property {@code delta.dataSkippingStatsColumns} names; without it,
   * as many of the first ones as {@code delta.dataSkippingNumIndexedCols} says; nothing without
   * either.
   */
  public static Optional<StatisticsColumns> of(Metadata table, List<String> partitionColumns) {
    if (PROPERTIES.stream().noneMatch(table.getConfiguration()::containsKey)) {
      return Optional.empty();
    }
    List<Column> columns = new ArrayList<>();
    for (StructField field : table.getSchema().fields()) {
      if (!partitionColumns.contains(field.getName())) {
        collect(field, List.of(), List.of(), columns);
      }
    }
    Optional<String> named = TableConfig.DATA_SKIPPING_STATS_COLUMNS.fromMetadata(table);
    Set<List<String>> stored = new HashSet<>();
    if (named.isPresent()) {
      List<List<String>> names = parse(named.get());
      columns.stream().filter(column -> column.isIn(names)).forEach(c -> stored.add(c.stored()));
    } else {
      int most = TableConfig.DATA_SKIPPING_NUM_INDEXED_COLS.fromMetadata(table);
      columns.stream()
          .limit(most < 0 ? Long.MAX_VALUE : most)
          .forEach(column -> stored.add(column.stored()));
    }
    return Optional.of(new StatisticsColumns(stored));
  }

  private record Column(List<String> names, List<String> stored) {

    boolean isIn(List<List<String>> wanted) {
      return wanted.stream()
          .anyMatch(
              path -> path.size() <= names.size() && names.subList(0, path.size()).equals(path));
    }
  }

  private static void collect(
      StructField field, List<String> row, List<String> storedRow, List<Column> columns) {
    List<String> names = and(row, field.getName().toLowerCase(Locale.ROOT));
    List<String> stored = and(storedRow, ColumnMapping.getPhysicalName(field));
    if (field.getDataType() instanceof StructType struct) {
      struct.fields().forEach(inner -> collect(inner, names, stored, columns));
    } else {
      columns.add(new Column(names, stored));
    }
  }

  private static List<String> and(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  /** Names between commas, with dots between those of fields; backticks around any of them. */
  private static List<List<String>> parse(String property) {
    List<List<String>> all = new ArrayList<>();
    List<String> path = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    boolean quoted = false;
    for (char character : (property + ",").toCharArray()) {
      if (character == '`') {
        quoted = !quoted;
      } else if (!quoted && (character == '.' || character == ',')) {
        path.add(name.toString().strip().toLowerCase(Locale.ROOT));
        name.setLength(0);
        if (character == ',') {
          all.add(List.copyOf(path));
          path.clear();
        }
      } else {
        name.append(character);
      }
    }
    return all;
  }

  /** Whether a column has statistics. */
  public boolean include(List<String> column) {
    return stored.contains(column);
  }
}
