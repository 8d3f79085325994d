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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.field.FieldReader;
import io.github.flinkcomments.connector.rest.record.field.FieldReaders;
import io.github.flinkcomments.connector.rest.record.json.FoundValue;
import io.github.flinkcomments.connector.rest.record.json.JsonText;
import io.github.flinkcomments.connector.rest.record.json.SourceBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;

/**
 * Reads the columns of a row from a record, wherever in it they are. Other members are skipped; a
 * column that the record lacks is null; of members of the same name the last one counts.
 *
 * <p>The columns form a tree along which the record is read once. Only a value that several columns
 * read, as a whole or in parts, is kept as text and read once for each.
 */
final class ColumnsReader {

  /** Names of other members to remember, at most: there may be maps among the records. */
  private static final int MAX_OTHERS = 200;

  /** What is read of one value. */
  private static final class Node {
    /** By the names of the value's members, or the indexes of its elements. */
    private final Map<String, Node> parts = new HashMap<>();

    /** Columns that read the value itself. */
    private final List<Integer> columns = new ArrayList<>();
  }

  private final RowType type;
  private final String[] names;
  private final FieldReader[] readers;

  /** Columns that are {@code NOT NULL}. */
  private final int[] required;

  private final Node root = new Node();

  /** Whether the only column reads records that are not objects. */
  private final boolean scalar;

  private final boolean[] seen;
  private final Set<String> others = new LinkedHashSet<>();

  /**
   * @param sources where each column is, by its name; without an entry it is the member of that
   *     name
   * @param scalar whether the only column reads records that are not objects
   * @throws IllegalArgumentException if there is no way to read one of the columns from JSON
   */
  ColumnsReader(RowType type, Map<String, ColumnSource> sources, boolean scalar) {
    this.type = type;
    this.scalar = scalar;
    names = type.getFieldNames().toArray(String[]::new);
    readers = new FieldReader[names.length];
    required =
        IntStream.range(0, names.length).filter(i -> !type.getTypeAt(i).isNullable()).toArray();
    seen = new boolean[names.length];
    for (int i = 0; i < names.length; i++) {
      ColumnSource source = sources.getOrDefault(names[i], ColumnSource.DEFAULT);
      readers[i] = FieldReaders.of(names[i], type.getTypeAt(i), source.format());
      node(source, names[i]).columns.add(i);
    }
  }

  private Node node(ColumnSource source, String name) {
    if (source.path() == null) {
      return root.parts.computeIfAbsent(name, part -> new Node());
    }
    Node node = root;
    for (String segment : RecordPath.segments(source.path())) {
      node = node.parts.computeIfAbsent(segment, part -> new Node());
    }
    return node;
  }

  /** The columns that no record had so far. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      if (!seen[i]) {
        missing.add(names[i]);
      }
    }
    return missing;
  }

  /** Some names of members that records had and no column reads. */
  Set<String> others() {
    return others;
  }

  /**
   * Reads the record on whose first token the parser stands, and leaves the parser at its last one.
   *
   * @param row whose first columns these are
   */
  void read(JsonParser parser, GenericRowData row) throws IOException {
    if (scalar && !parser.hasToken(JsonToken.START_OBJECT)) {
      readScalar(parser, row);
    } else {
      read(root, parser, row);
    }
    requireFields(row);
  }

  /** A query may ask for no column at all. */
  private void readScalar(JsonParser parser, GenericRowData row) throws IOException {
    if (names.length == 0) {
      parser.skipChildren();
    } else {
      readColumn(0, parser, row);
    }
  }

  private void read(Node node, JsonParser parser, GenericRowData row) throws IOException {
    if (node.columns.isEmpty()) {
      readParts(node, parser, row);
    } else if (node.columns.size() == 1 && node.parts.isEmpty()) {
      readColumn(node.columns.get(0), parser, row);
    } else {
      readSeveralTimes(node, JsonText.read(parser), row);
    }
  }

  private void readSeveralTimes(Node node, byte[] json, GenericRowData row) throws IOException {
    for (int column : node.columns) {
      try (JsonParser parser = again(json)) {
        readColumn(column, parser, row);
      }
    }
    if (!node.parts.isEmpty()) {
      try (JsonParser parser = again(json)) {
        readParts(node, parser, row);
      }
    }
  }

  private static JsonParser again(byte[] json) throws IOException {
    SourceBytes source = new SourceBytes(new ByteArrayInputStream(json), new byte[json.length]);
    source.keepFrom(0);
    JsonParser parser = JsonText.JSON.createParser(source);
    parser.nextToken();
    return parser;
  }

  private void readColumn(int column, JsonParser parser, GenericRowData row) throws IOException {
    seen[column] = true;
    try {
      row.setField(column, readers[column].read(parser));
    } catch (RecordFormatException e) {
      throw e.inField(names[column]);
    }
  }

  private void readParts(Node node, JsonParser parser, GenericRowData row) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> readMembers(node, parser, row);
      case START_ARRAY -> readElements(node, parser, row);
      case VALUE_NULL -> {
        if (node == root) {
          throw notAnObject(parser);
        }
      }
      case VALUE_STRING,
          VALUE_NUMBER_INT,
          VALUE_NUMBER_FLOAT,
          VALUE_TRUE,
          VALUE_FALSE,
          VALUE_EMBEDDED_OBJECT,
          NOT_AVAILABLE,
          END_OBJECT,
          END_ARRAY,
          FIELD_NAME ->
          throw notAnObject(parser);
    }
  }

  private void readMembers(Node node, JsonParser parser, GenericRowData row) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      Node part = node.parts.get(name);
      parser.nextToken();
      if (part == null) {
        if (node == root && others.size() < MAX_OTHERS) {
          others.add(name);
        }
        parser.skipChildren();
      } else {
        readPart(part, name, parser, row);
      }
    }
  }

  private void readElements(Node node, JsonParser parser, GenericRowData row) throws IOException {
    if (node == root && !hasIndexes(node)) {
      throw notAnObject(parser);
    }
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      String index = String.valueOf(i);
      Node part = node.parts.get(index);
      if (part == null) {
        parser.skipChildren();
      } else {
        readPart(part, index, parser, row);
      }
    }
  }

  private static boolean hasIndexes(Node node) {
    return node.parts.keySet().stream().anyMatch(part -> part.matches("\\d+"));
  }

  /** Says where the way to a column ends, if it does; a column names itself. */
  private void readPart(Node part, String name, JsonParser parser, GenericRowData row)
      throws IOException {
    try {
      read(part, parser, row);
    } catch (RecordFormatException e) {
      throw part.columns.isEmpty() && !e.isInField() ? e.inField(name) : e;
    }
  }

  private static RecordFormatException notAnObject(JsonParser parser) throws IOException {
    return new RecordFormatException(
        "must be an object, but is %s".formatted(FoundValue.describe(parser)));
  }

  private void requireFields(GenericRowData row) throws RecordFormatException {
    for (int column : required) {
      if (row.isNullAt(column)) {
        throw new RecordFormatException(
                "must be %s, but is missing".formatted(type.getTypeAt(column).asSummaryString()))
            .inField(names[column]);
      }
    }
  }
}
