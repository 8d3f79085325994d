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
package io.github.flinkcomments.connector.delta.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.DataTypes.Field;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.DataType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows, arrays and maps, of each other: what stands in the files, and what another reader sees. */
class NestedTypesTest {

  private static final DataType AUTHOR =
      DataTypes.ROW(
          DataTypes.FIELD("name", DataTypes.STRING().notNull()),
          DataTypes.FIELD("age", DataTypes.INT()));

  private static final Field[] COLUMNS = {
    DataTypes.FIELD("id", DataTypes.INT().notNull()),
    DataTypes.FIELD("author", AUTHOR),
    DataTypes.FIELD("tags", DataTypes.ARRAY(DataTypes.STRING())),
    DataTypes.FIELD("counts", DataTypes.MAP(DataTypes.STRING(), DataTypes.BIGINT().notNull())),
    DataTypes.FIELD("grid", DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INT().notNull()))),
    DataTypes.FIELD("authors", DataTypes.MAP(DataTypes.INT(), DataTypes.ARRAY(AUTHOR)))
  };

  @TempDir Path directory;
  private WriterFixture writer;

  @BeforeEach
  void defineTheRows() {
    writer = new WriterFixture(directory, COLUMNS);
  }

  @Test
  void anotherReaderSeesTheSameValues() throws Exception {
    writer.commit(
        List.of(
            GenericRowData.of(1, null, null, null, null, null),
            GenericRowData.of(2, author("Zoë", null), array(), map(), array(), map()),
            GenericRowData.of(
                3,
                author("", 41),
                array(text("a"), text("")),
                map(text("k"), 7L, text(""), -7L),
                array(array(1, 2), array(), array(3)),
                map(5, array(author("Ann", 1), author("Bob", 2)), 6, array())),
            GenericRowData.of(
                4,
                author("Bob", 7),
                array(text("b")),
                map(text("k"), 8L),
                new GenericArrayData(new Object[] {new GenericArrayData(new int[] {4, 5})}),
                map(7, array(author("Cid", null))))));

    assertThat(StandaloneReader.at(directory).rows(NestedTypesTest::read))
        .containsExactly(
            Arrays.asList(1, null, null, null, null, null),
            List.of(2, Arrays.asList("Zoë", null), List.of(), Map.of(), List.of(), Map.of()),
            List.of(
                3,
                List.of("", 41),
                List.of("a", ""),
                Map.of("k", 7L, "", -7L),
                List.of(List.of(1, 2), List.of(), List.of(3)),
                Map.of(5, List.of(List.of("Ann", 1), List.of("Bob", 2)), 6, List.of())),
            List.of(
                4,
                List.of("Bob", 7),
                List.of("b"),
                Map.of("k", 8L),
                List.of(List.of(4, 5)),
                Map.of(7, List.of(Arrays.asList("Cid", null)))));
  }

  /** The other reader does not know nulls in arrays and maps. */
  @Test
  void nullsInsideAreKept() throws Exception {
    DataFile file =
        writer.write(
            List.of(
                GenericRowData.of(
                    1,
                    null,
                    array(text("a"), null),
                    null,
                    array(null, array()),
                    map(5, array(author("Ann", 1), null), 6, null))));

    assertThat(writer.rows(file))
        .singleElement()
        .hasToString(
            """
            id: 1
            tags
              list
                element: a
              list
            grid
              list
              list
                element
            authors
              key_value
                key: 5
                value
                  list
                    element
                      name: Ann
                      age: 1
                  list
              key_value
                key: 6
            """);
  }

  @Test
  void filesHaveTheLayoutThatParquetPrescribes() throws Exception {
    DataFile file = writer.write(List.of(GenericRowData.of(1, null, null, null, null, null)));

    assertThat(writer.footer(file).getFileMetaData().getSchema())
        .isEqualTo(
            MessageTypeParser.parseMessageType(
                """
                message row {
                  required int32 id;
                  optional group author {
                    required binary name (STRING);
                    optional int32 age;
                  }
                  optional group tags (LIST) {
                    repeated group list {
                      optional binary element (STRING);
                    }
                  }
                  optional group counts (MAP) {
                    repeated group key_value {
                      required binary key (STRING);
                      required int64 value;
                    }
                  }
                  optional group grid (LIST) {
                    repeated group list {
                      optional group element (LIST) {
                        repeated group list {
                          required int32 element;
                        }
                      }
                    }
                  }
                  optional group authors (MAP) {
                    repeated group key_value {
                      required int32 key;
                      optional group value (LIST) {
                        repeated group list {
                          optional group element {
                            required binary name (STRING);
                            optional int32 age;
                          }
                        }
                      }
                    }
                  }
                }"""));
  }

  static Stream<Arguments> rowsWithNulls() {
    return Stream.of(
        Arguments.of(
            "null in column 'author.name', which is NOT NULL",
            GenericRowData.of(1, author(null, 1), null, null, null, null)),
        Arguments.of(
            "null in column 'counts.value', which is NOT NULL",
            GenericRowData.of(1, null, null, map(text("k"), null), null, null)),
        Arguments.of(
            "a null key in column 'counts'",
            GenericRowData.of(1, null, null, map(null, 1L), null, null)),
        Arguments.of(
            "null in column 'grid.element.element', which is NOT NULL",
            GenericRowData.of(1, null, null, null, array(array(1, null)), null)),
        Arguments.of(
            "null in column 'authors.value.element.name', which is NOT NULL",
            GenericRowData.of(1, null, null, null, null, map(5, array(author(null, 1))))));
  }

  @ParameterizedTest
  @MethodSource("rowsWithNulls")
  void nullWhereItMayNotBeIsAnError(String message, RowData row) throws Exception {
    try (RollingDataFileWriter output = writer.open()) {
      assertThatThrownBy(() -> output.write(row))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(message);
    }
  }

  @Test
  void fieldsOfRowsHaveStatisticsArraysAndMapsHaveNone() throws Exception {
    JsonNode statistics =
        writer.statistics(
            List.of(
                GenericRowData.of(1, author("b", 5), array(text("x")), map(), null, null),
                GenericRowData.of(2, null, null, null, array(array(1)), null),
                GenericRowData.of(3, author("a", null), null, null, null, null)));

    assertThat(statistics)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"numRecords": 3,
                     "minValues": {"id": 1, "author": {"name": "a", "age": 5}},
                     "maxValues": {"id": 3, "author": {"name": "b", "age": 5}},
                     "nullCount": {"id": 0, "author": {"name": 1, "age": 2}}}"""));
  }

  @Test
  void aRowOfNullsHasNoBounds() throws Exception {
    JsonNode statistics =
        writer.statistics(List.of(GenericRowData.of(1, null, null, null, null, null)));

    assertThat(statistics.get("minValues").has("author")).isFalse();
    assertThat(statistics.get("nullCount").get("author").get("age").asInt()).isEqualTo(1);
  }

  /** Two arrays and 29 fields make 31 columns; of the last row only one more fits. */
  @Test
  void eachFieldCountsAsAColumnAndAnArrayOrMapAsOne() throws Exception {
    Field[] fields =
        IntStream.range(0, 29)
            .mapToObj(i -> DataTypes.FIELD("f" + i, DataTypes.INT()))
            .toArray(Field[]::new);
    WriterFixture wide =
        new WriterFixture(
            directory,
            DataTypes.FIELD("array", DataTypes.ARRAY(AUTHOR)),
            DataTypes.FIELD("map", DataTypes.MAP(DataTypes.INT(), AUTHOR)),
            DataTypes.FIELD("wide", DataTypes.ROW(fields)),
            DataTypes.FIELD("last", AUTHOR));
    Object[] values = IntStream.range(0, 29).boxed().toArray();

    JsonNode statistics =
        wide.statistics(
            List.of(GenericRowData.of(null, null, GenericRowData.of(values), author("a", 1))));

    for (String part : List.of("minValues", "maxValues", "nullCount")) {
      assertThat(statistics.get(part).get("wide")).hasSize(29);
      assertThat(statistics.get(part).get("last")).hasSize(1);
      assertThat(statistics.get(part).get("last").has("name")).isTrue();
    }
  }

  private static GenericRowData author(String name, Integer age) {
    return GenericRowData.of(name == null ? null : text(name), age);
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static GenericArrayData array(Object... elements) {
    return new GenericArrayData(elements);
  }

  /** Keys and values in turn. */
  private static GenericMapData map(Object... keysAndValues) {
    return new GenericMapData(nullable(keysAndValues));
  }

  private static Map<Object, Object> nullable(Object... keysAndValues) {
    Map<Object, Object> entries = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      entries.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return entries;
  }

  private static List<Object> read(RowRecord row) {
    return Stream.of(COLUMNS)
        .map(Field::getName)
        .map(column -> row.isNullAt(column) ? null : plain(read(row, column)))
        .collect(Collectors.toList());
  }

  private static Object read(RowRecord row, String column) {
    return switch (column) {
      case "id" -> row.getInt(column);
      case "author" -> row.getRecord(column);
      case "tags", "grid" -> row.getList(column);
      case "counts", "authors" -> row.getMap(column);
      default -> throw new IllegalArgumentException(column);
    };
  }

  /** Rows as lists, all the way down. */
  private static Object plain(Object value) {
    if (value instanceof RowRecord author) {
      return Arrays.asList(
          author.getString("name"), author.isNullAt("age") ? null : author.getInt("age"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(NestedTypesTest::plain).collect(Collectors.toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> plain = new LinkedHashMap<>();
      map.forEach((key, entry) -> plain.put(plain(key), plain(entry)));
      return plain;
    }
    return value;
  }
}
