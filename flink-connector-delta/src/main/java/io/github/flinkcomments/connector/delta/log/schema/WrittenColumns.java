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

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What the columns of a table with column mapping were called when a data file was begun. The file
 * itself has only the names and ids under which they are stored; but whose rows they hold is a
 * matter of the names that people use, and those may be given to other columns meanwhile.
 *
 * <p>It stands in the file's own metadata: one list a column, of its path, name and id.
 *
 * @param fields of each column, partition columns included; paths are in lower case, as Delta does
 *     not tell cases apart
 */
@Internal
public record WrittenColumns(Map<ColumnPath, Field> fields) {

  private static final String KEY = "flink-connector-delta.columns";
  private static final ObjectMapper JSON = new ObjectMapper();

  public WrittenColumns {
    fields = Map.copyOf(fields);
  }

  /** What is written into a file's metadata: nothing without column mapping. */
  static Map<String, String> metadata(StoredColumns stored) {
    if (stored.fields().isEmpty()) {
      return Map.of();
    }
    ArrayNode columns = JSON.createArrayNode();
    stored
        .fields()
        .forEach(
            (path, field) -> {
              ArrayNode column = columns.addArray();
              path.names().forEach(column.addArray()::add);
              column.add(field.name()).add(field.id());
            });
    return Map.of(KEY, columns.toString());
  }

  /** What a file's metadata tells; nothing if it is older than that. */
  public static Optional<WrittenColumns> of(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(KEY)).map(WrittenColumns::parse);
  }

  private static WrittenColumns parse(String text) {
    Map<ColumnPath, Field> fields = new HashMap<>();
    try {
      for (JsonNode column : JSON.readTree(text)) {
        List<String> names = new ArrayList<>();
        requireNonNull(column.get(0)).forEach(name -> names.add(name.asText()));
        Field field = new Field(column.get(1).asText(), column.get(2).asInt());
        fields.put(lowerCase(new ColumnPath(names)), field);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("A data file tells its columns as " + text, e);
    }
    return new WrittenColumns(fields);
  }

  private static ColumnPath lowerCase(ColumnPath path) {
    return new ColumnPath(
        path.names().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  /** Whether rows were written for a column of that name, but into another than it is now. */
  public boolean meansAnother(ColumnPath path, Field now) {
    Field then = fields.get(lowerCase(path));
    return then != null && !then.equals(now);
  }
}
