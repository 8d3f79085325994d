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

import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A malformed record is left out, and nothing else is. */
class SkippedRecordsTest {

  /** A Java record. */
  public record Item(int id, List<Tag> tags) {}

  /** A part of a record. */
  public record Tag(long weight) {}

  private static final RowType ROW =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.INT().notNull()),
                  DataTypes.FIELD(
                      "tags",
                      DataTypes.ARRAY(
                          DataTypes.ROW(DataTypes.FIELD("weight", DataTypes.BIGINT())))))
              .getLogicalType();

  static final List<PageFormat<?>> FORMATS =
      List.of(
          skipping(new RowRecordFormat(ROW, List.of(), InternalTypeInfo.of(ROW))),
          skipping(PojoRecordFormat.of(Item.class)));

  /** What is wrong with each is told at its first place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":1.5,"x":{"id":[1,{}]}}                | its field 'id'
          {"id":3000000000}                           | its field 'id'
          {"tags":[{"weight":7}],"id":"seven"}        | its field 'id'
          {"id":null}                                 | its field 'id'
          {"id":1,"tags":[{"weight":7},{"weight":{"a":[{}]},"b":[]}],"c":{"d":[]}} | its field 'tags[1].weight'
          {"id":1,"tags":[[{"weight":7}],[]]}         | its field 'tags[0]'
          {"id":1,"tags":{"weight":[7]}}              | its field 'tags'
          {"x":{"id":7}}                              | its field 'id'
          {}                                          | its field 'id'
          [{"id":7},[8]]                              | it
          "seven"                                     | it
          7                                           | it
          true                                        | it
          null                                        | it
          """)
  void isLeftOutWhereverItStands(String wrong, String place) throws Exception {
    String good = "{\"id\":7,\"tags\":[{\"weight\":1}]}";
    for (PageFormat<?> format : FORMATS) {
      Page<?> between = read(format, "[" + good + "," + wrong + "," + good + "]");
      assertThat(between.record(0)).isNotNull().isEqualTo(between.record(2));
      assertThat(between.record(1)).isNull();
      assertThat(between.errors()).containsOnlyKeys(1);
      assertThat(between.errors().get(1))
          .startsWith("Malformed record at offset 41: " + place + " ");

      Page<?> around = read(format, "[" + wrong + "," + good + "," + wrong + "]");
      assertThat(around.record(1)).isEqualTo(between.record(0));
      assertThat(around.errors()).containsOnlyKeys(0, 2);
      assertThat(around.identity(0)).isEqualTo(around.identity(2)).isNotEqualTo("null");

      assertThat(read(format, "[" + wrong + "," + wrong + "]").errors()).containsOnlyKeys(0, 1);
    }
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void isAnErrorUnlessToldOtherwise(PageFormat<?> format) {
    assertThatThrownBy(() -> read(format.withErrorMode(ErrorMode.FAIL), "[{\"id\":true}]"))
        .isInstanceOf(RecordFormatException.class);
    assertThatThrownBy(() -> read(PageFormat.of(format.recordFormat()), "[{\"id\":true}]"))
        .isInstanceOf(RecordFormatException.class);
    assertThatThrownBy(() -> read(format.withErrorMode(ErrorMode.FAIL), "[null]"))
        .isInstanceOf(RecordFormatException.class);
  }

  @ParameterizedTest
  @FieldSource("FORMATS")
  void isKnownByItsKeyWhereverThatIs(PageFormat<?> format) throws Exception {
    PageFormat<?> keyed = format.withIdentity(new RecordIdentity.Key("/key/k"));
    assertThat(
            read(
                    keyed,
                    "[{\"key\":{\"k\":\"first\"},\"id\":{\"a\":1}},{\"id\":{\"a\":1},\"key\":{\"k\":2}}]")
                .identities())
        .containsExactly("first", "2");
  }

  /** So that a shift of the listing is seen at such a record as well. */
  @ParameterizedTest
  @FieldSource("FORMATS")
  void isKnownByItsContentIfItHasNoKey(PageFormat<?> format) throws Exception {
    PageFormat<?> keyed = format.withIdentity(new RecordIdentity.Key("/key"));
    List<String> identities =
        read(
                keyed,
                "[{\"id\":1,\"a\":[1,2]},{\"id\":1,\"a\":[1,3]},{ \"id\":1, \"a\":[1,2] },"
                    + "{\"id\":[1],\"a\":2},{\"id\":[2],\"a\":2},\"x\",\"y\"]")
            .identities();
    assertThat(identities).allMatch(identity -> identity.matches("[0-9a-f]{32}"));
    assertThat(identities.get(2)).isEqualTo(identities.get(0));
    assertThat(Set.copyOf(identities)).hasSize(6);
  }

  /** So that a job may go on in the other mode. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"id\":\"x\",\"a\":[1,{\"b\":2}]}", "{\"a\":[[]]}", "[1]", "null"})
  void isKnownByTheHashThatItWouldHaveIfItWereAsExpected(String wrong) throws Exception {
    RowType none = RowType.of();
    for (PageFormat<?> format : FORMATS) {
      List<String> skipped = read(format, "[{\"id\":1}," + wrong + "]").identities();
      assertThat(skipped.get(1)).matches("[0-9a-f]{32}");
      if (wrong.startsWith("{")) {
        PageFormat<?> accepting =
            PageFormat.of(new RowRecordFormat(none, List.of(), InternalTypeInfo.of(none)));
        assertThat(read(accepting, "[{\"id\":1}," + wrong + "]").identities()).isEqualTo(skipped);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1},{\"id\":true,\"x\":[",
        "[{\"id\":1},{\"id\":true}",
        "[{\"id\":true},{\"id\":oops}]",
        "[{\"id\":true}]]",
        "{\"error\":\"id\"}",
        "<!doctype html>",
        "null",
        ""
      })
  void aPageThatIsNoPageIsNotSkipped(String body) {
    for (PageFormat<?> format : FORMATS) {
      assertThatThrownBy(() -> read(format, body)).isInstanceOf(PageFormatException.class);
    }
  }

  @Test
  void aPageBeyondTheLimitsIsNotSkipped() {
    String deep = "[".repeat(20) + "]".repeat(20);
    for (PageFormat<?> format : FORMATS) {
      assertThatThrownBy(
              () ->
                  read(
                      format.withLimits(new JsonLimits(10, 100, 10)),
                      "[{\"id\":true,\"x\":" + deep + "}]"))
          .isInstanceOf(PageFormatException.class);
    }
  }

  @Test
  void offsetsCountItAsWell() throws Exception {
    PageFormat<RowData> format =
        PageFormat.of(
                new RowRecordFormat(ROW, List.of(MetadataField.OFFSET), InternalTypeInfo.of(ROW)))
            .withErrorMode(ErrorMode.SKIP);
    assertThat(read(InstantiationUtil.clone(format), "[{},{\"id\":8},7,{\"id\":9}]").records())
        .containsExactly(
            null, GenericRowData.of(8, null, 41L), null, GenericRowData.of(9, null, 43L));
  }

  @Test
  void aWholePageOfThem() throws Exception {
    String body =
        IntStream.range(0, 1000)
            .mapToObj("{\"id\":\"%d\"}"::formatted)
            .collect(Collectors.joining(",", "[", "]"));
    for (PageFormat<?> format : FORMATS) {
      Page<?> page = read(format, body);
      assertThat(page.size()).isEqualTo(1000);
      assertThat(page.errors()).hasSize(1000);
      assertThat(page.identities()).doesNotHaveDuplicates();
    }
  }

  private static <T> PageFormat<T> skipping(RecordFormat<T> format) {
    return PageFormat.of(format).withErrorMode(ErrorMode.SKIP);
  }

  private static <T> Page<T> read(PageFormat<T> format, String body) throws IOException {
    return format.createReader().read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 40, 0);
  }
}
