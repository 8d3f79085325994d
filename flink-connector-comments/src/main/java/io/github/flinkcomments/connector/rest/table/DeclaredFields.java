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
package io.github.flinkcomments.connector.rest.table;

import io.github.flinkcomments.connector.rest.record.ColumnSource;
import io.github.flinkcomments.connector.rest.record.field.ValueFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.types.logical.RowType;

/**
 * The options {@code fields.COLUMN.pointer} and {@code fields.COLUMN.format} as they were declared.
 *
 * @param options values by what follows {@code fields.} in their keys
 * @param columns the physical columns of the table
 */
record DeclaredFields(Map<String, String> options, RowType columns) {

  private static final String POINTER = ".pointer";
  private static final String OTHER_NAME_OF_POINTER = ".path";
  private static final String FORMAT = ".format";

  /**
   * Returns where each column is that was declared.
   *
   * @throws IllegalArgumentException with a sentence that names the option
   */
  Map<String, ColumnSource> sources() {
    Map<String, ColumnSource> sources = new HashMap<>();
    new TreeMap<>(options).forEach((key, value) -> add(sources, key, value));
    return sources;
  }

  private void add(Map<String, ColumnSource> sources, String key, String value) {
    if (key.endsWith(POINTER)) {
      addPointer(sources, key, POINTER, value);
    } else if (key.endsWith(OTHER_NAME_OF_POINTER)) {
      addPointer(sources, key, OTHER_NAME_OF_POINTER, value);
    } else if (key.endsWith(FORMAT)) {
      String column = column(key, FORMAT);
      ValueFormat format = format(key, column, value);
      sources.merge(column, ColumnSource.DEFAULT.in(format), (known, added) -> known.in(format));
    } else {
      throw new IllegalArgumentException(
          "The option 'fields.%s' is unknown; there are 'fields.COLUMN.pointer' and 'fields.COLUMN.format'."
              .formatted(key));
    }
  }

  private void addPointer(
      Map<String, ColumnSource> sources, String key, String ending, String value) {
    String column = column(key, ending);
    if (ending.equals(OTHER_NAME_OF_POINTER) && options.containsKey(column + POINTER)) {
      throw new IllegalArgumentException(
          "The options 'fields.%s' and 'fields.%s' are names of one and the same; leave out all but 'fields.%2$s'."
              .formatted(key, column + POINTER));
    }
    sources.merge(column, at(key, value), (known, added) -> known.at(value));
  }

  private String column(String key, String ending) {
    String column = key.substring(0, key.length() - ending.length());
    if (columns.getFieldIndex(column) < 0) {
      List<String> near = new Misspelling(column).nearestOf(columns.getFieldNames());
      throw new IllegalArgumentException(
          "The option 'fields.%s' names the column '%s', which the table does not read from records; %s"
              .formatted(
                  key,
                  column,
                  near.isEmpty()
                      ? "it reads '%s'.".formatted(String.join("', '", columns.getFieldNames()))
                      : "did you mean '%s'?".formatted(String.join("' or '", near))));
    }
    return column;
  }

  private static ColumnSource at(String key, String path) {
    try {
      return ColumnSource.DEFAULT.at(path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The option 'fields.%s' is '%s', but a JSON pointer starts with '/', like '/owner/name', or is empty for the record itself."
              .formatted(key, path),
          e);
    }
  }

  private ValueFormat format(String key, String column, String text) {
    ValueFormat format = new ValueFormat(text);
    try {
      format.requireFits(columns.getTypeAt(columns.getFieldIndex(column)));
      return format;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The option 'fields.%s' is '%s', but %s.".formatted(key, text, e.getMessage()), e);
    }
  }
}
