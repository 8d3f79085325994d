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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that are elsewhere in a record than at their name, and metadata beside them. */
class ColumnSourceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /owner/name            | {"owner":{"id":1,"name":"Zoë"}}          | Zoë
          /owner                 | {"owner":{"id":1.50,"name":"Zo\\u00eb"}} | {"id":1.50,"name":"Zo\\u00eb"}
          ''                     | {"a":[1, 2.0]}                           | {"a":[1,2.0]}
          /tags/1                | {"tags":["a",{"b":2},"c"]}               | {"b":2}
          /a~1b/~0/$x.y @[0]     | {"a/b":{"~":{"$x.y @[0]":true}}}         | true
          /owner/name            | {"owner":null}                           | null
          /owner/name            | {"owner":{}}                             | null
          /owner/name            | {}                                       | null
          /owner/name            | {"owner":[]}                             | null
          /1                     | ["a","b"]                                | b
          """)
  void aColumnIsWhereItsPathLeads(String path, String record, String value) throws Exception {
    RowRecordFormat format =
        format(DataTypes.FIELD("c", DataTypes.STRING()))
            .withSources(Map.of("c", ColumnSource.DEFAULT.at(path)));
    assertThat(rows(InstantiationUtil.clone(format), "[" + record + "]"))
        .containsExactly("+I(" + value + ")");
  }

  @Test
  void severalColumnsMayReadTheSameOrPartsOfEachOther() throws Exception {
    RowRecordFormat format =
        format(
                DataTypes.FIELD("id", DataTypes.BIGINT()),
                DataTypes.FIELD("record", DataTypes.STRING()),
                DataTypes.FIELD("owner", DataTypes.STRING()),
                DataTypes.FIELD("who", DataTypes.ROW(DataTypes.FIELD("name", DataTypes.STRING()))),
                DataTypes.FIELD("name", DataTypes.STRING()),
                DataTypes.FIELD("again", DataTypes.STRING()))
            .withSources(
                Map.of(
                    "record", ColumnSource.DEFAULT.at(""),
                    "who", ColumnSource.DEFAULT.at("/owner"),
                    "name", ColumnSource.DEFAULT.at("/owner/name"),
                    "again", ColumnSource.DEFAULT.at("/owner/name")));
    assertThat(rows(format, "[{\"owner\":{\"name\":{\"n\":1e5}}, \"id\":7}]"))
        .containsExactly(
            "+I(7,{\"owner\":{\"name\":{\"n\":1e5}},\"id\":7},{\"name\":{\"n\":1e5}},"
                + "+I({\"n\":1e5}),{\"n\":1e5},{\"n\":1e5})");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"owner":7}           | its field 'owner' must be an object, but is the number 7
          {"owner":{"id":"x"}}  | its field 'id' must be INT NOT NULL, but is the text "x"
          {"owner":{}}          | its field 'id' must be INT NOT NULL, but is missing
          {}                    | its field 'id' must be INT NOT NULL, but is missing
          [1]                   | it must be an object, but is an array
          "x"                   | it must be an object, but is the text "x"
          """)
  void whatIsWrongIsToldByTheColumn(String record, String message) {
    RowRecordFormat format =
        format(DataTypes.FIELD("id", DataTypes.INT().notNull()))
            .withSources(Map.of("id", ColumnSource.DEFAULT.at("/owner/id")));
    assertThatThrownBy(() -> rows(format, "[" + record + "]"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessage("Malformed record at offset 200: " + message);
  }

  @Test
  void theOnlyColumnReadsRecordsThatAreNotObjects() throws Exception {
    RowRecordFormat format = format(DataTypes.FIELD("value", DataTypes.STRING())).withScalars(true);
    assertThat(rows(format, "[\"a\",1.50,true,null,[1],{\"value\":\"b\"},{\"x\":1}]"))
        .containsExactly(
            "+I(a)", "+I(1.50)", "+I(true)", "+I(null)", "+I([1])", "+I(b)", "+I(null)");
  }

  @Test
  void metadataTellWhereARecordComesFrom() throws Exception {
    RowType type = rowType(DataTypes.FIELD("v", DataTypes.INT()));
    RowRecordFormat format =
        new RowRecordFormat(
            type,
            List.of(
                MetadataField.KEY,
                MetadataField.RAW,
                MetadataField.OFFSET,
                MetadataField.PAGE,
                MetadataField.PAGE_URL,
                MetadataField.STATUS_CODE,
                new ResponseHeader("x-Version"),
                new ResponseHeader("X-Other")),
            InternalTypeInfo.of(type));
    String places = "200,null,http://host/items?token=****&page=3,200,\"v1\", v2,null";
    assertThat(
            rows(
                PageFormat.of(format).withRecordsAt("/items/*"),
                "{\"items\":{\"a\": {\"v\": 1.0 },\"b\":[{\"v\":2}]}}",
                UTF_8))
        .containsExactly(
            "+I(1,a,{\"v\":1.0}," + places + ")",
            "+I(2,b,{\"v\":2}," + places.replace("200,null", "201,null") + ")");
  }

  /** So that the text does not depend on how the body came. */
  @Test
  void rawTextIsTheSameInEachCharacterSet() throws Exception {
    RowType type = rowType();
    RowRecordFormat format =
        new RowRecordFormat(type, List.of(MetadataField.RAW), InternalTypeInfo.of(type))
            .withScalars(true);
    for (Charset charset : List.of(UTF_8, StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16)) {
      assertThat(
              rows(
                  PageFormat.of(format),
                  "[{\"a\":\"é\"},{ \"b\" : 1 }, \"é\", -1.0, [ ]]",
                  charset))
          .as("%s", charset)
          .containsExactly("+I({\"a\":\"é\"})", "+I({\"b\":1})", "+I(\"é\")", "+I(-1.0)", "+I([])");
    }
  }

  @Test
  void columnsThatNoRecordOfTheFirstPageHasAreToldOnce() throws Exception {
    List<String> told = new ArrayList<>();
    RowRecordFormat format =
        format(
                DataTypes.FIELD("id", DataTypes.INT()),
                DataTypes.FIELD("Name", DataTypes.STRING()),
                DataTypes.FIELD("deep", DataTypes.STRING()),
                DataTypes.FIELD("late", DataTypes.STRING()))
            .withSources(Map.of("deep", ColumnSource.DEFAULT.at("/a/b")))
            .withMissingColumns((columns, others) -> told.add(columns + " " + others));
    PageReader<RowData> first = PageFormat.of(format).createReader();
    PageReader<RowData> second = PageFormat.of(format).createReader();
    String empty = "[]";
    String comparedAlone = "[{\"id\":1}]";
    String page = "[{\"id\":1,\"name\":\"a\",\"a\":{}},{\"id\":1,\"mail\":1,\"late\":null}]";
    for (PageReader<RowData> reader : List.of(first, second)) {
      for (String body : List.of(empty, comparedAlone, page, page)) {
        reader.read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 0, 0);
      }
    }
    assertThat(told).containsExactly("[Name, deep] [name, mail]");
  }

  /** What one page is kept in is used for the next. */
  @Test
  void theRawRecordIsThatOfItsPage() throws Exception {
    RowType type = rowType(DataTypes.FIELD("id", DataTypes.INT()));
    PageReader<RowData> reader =
        PageFormat.of(
                new RowRecordFormat(type, List.of(MetadataField.RAW), InternalTypeInfo.of(type)))
            .createReader();
    for (int length : new int[] {10, 50_000, 3, 20_000, 0}) {
      String record = "{\"id\":%d,\"text\":\"%s\"}".formatted(length, "x".repeat(length));
      String body = "[{\"id\":7}," + record + "]";
      Page<RowData> page = reader.read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 0, 0);
      assertThat(page.records())
          .extracting(row -> row.getString(1).toString())
          .containsExactly("{\"id\":7}", record);
    }
  }

  private static RowRecordFormat format(DataTypes.Field... fields) {
    RowType type = rowType(fields);
    return new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type));
  }

  private static List<String> rows(RowRecordFormat format, String body) throws IOException {
    return rows(PageFormat.of(format), body, UTF_8);
  }

  private static List<String> rows(PageFormat<RowData> format, String body, Charset charset)
      throws IOException {
    PageOrigin origin =
        new PageOrigin(
            "offset 200",
            OptionalLong.of(200),
            OptionalLong.empty(),
            URI.create("http://host/items?token=secret&page=3"),
            200,
            Map.of("X-Version", List.of("\"v1\"", "v2")),
            1234);
    return format
        .createReader()
        .read(new ByteArrayInputStream(body.getBytes(charset)), charset, origin)
        .records()
        .stream()
        .map(Object::toString)
        .toList();
  }

  private static RowType rowType(DataTypes.Field... fields) {
    return (RowType) DataTypes.ROW(fields).getLogicalType();
  }
}
