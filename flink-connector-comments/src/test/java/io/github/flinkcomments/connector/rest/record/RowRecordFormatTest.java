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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.AbstractDataType;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RowRecordFormatTest {

  @Test
  void onlyTheFieldsAskedForAreReadWhateverTheirOrder() throws Exception {
    RowType type =
        rowType(DataTypes.FIELD("b", DataTypes.STRING()), DataTypes.FIELD("a", DataTypes.INT()));

    List<RowData> rows =
        read(
            new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type)),
            "[{\"a\":1,\"x\":{\"a\":9,\"y\":[{\"b\":9}]},\"b\":\"2\",\"z\":[]},{\"a\":3}]");

    assertThat(rows).containsExactly(GenericRowData.of(text("2"), 1), GenericRowData.of(null, 3));
  }

  @Test
  void lastOfSeveralMembersOfOneNameCounts() throws Exception {
    RowType type = rowType(DataTypes.FIELD("a", DataTypes.INT()));
    assertThat(
            read(
                new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type)),
                "[{\"a\":1,\"a\":2},{\"a\":1,\"a\":null}]"))
        .containsExactly(GenericRowData.of(2), GenericRowData.of((Object) null));
  }

  @Test
  void missingFieldIsRefusedIfNotNull() {
    RowType type =
        rowType(
            DataTypes.FIELD("a", DataTypes.INT()),
            DataTypes.FIELD("b", DataTypes.ROW(DataTypes.FIELD("c", DataTypes.INT().notNull()))));
    assertThatThrownBy(
            () ->
                read(
                    new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type)),
                    "[{\"a\":1,\"b\":{}}]"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("its field 'b.c' must be INT NOT NULL, but is missing");
  }

  @Test
  void recordMustBeAnObject() {
    RowType type = rowType(DataTypes.FIELD("a", DataTypes.INT()));
    assertThatThrownBy(
            () -> read(new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type)), "[7]"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("it must be an object, but is the number 7");
  }

  @Test
  void metadataFollowsTheFields() throws Exception {
    RowType type = rowType(DataTypes.FIELD("a", DataTypes.INT()));
    RowRecordFormat format =
        new RowRecordFormat(
            type,
            List.of(MetadataField.FETCH_TIME, MetadataField.OFFSET),
            InternalTypeInfo.of(type));

    assertThat(read(InstantiationUtil.clone(format), "[{\"a\":7},{}]"))
        .containsExactly(
            GenericRowData.of(7, TimestampData.fromEpochMillis(1234), 40L),
            GenericRowData.of(null, TimestampData.fromEpochMillis(1234), 41L));
  }

  @Test
  void typeThatJsonDoesNotHaveIsRefusedAtOnce() {
    for (AbstractDataType<?> type :
        List.<AbstractDataType<?>>of(
            DataTypes.MULTISET(DataTypes.INT()),
            DataTypes.MAP(DataTypes.INT(), DataTypes.INT()),
            DataTypes.INTERVAL(DataTypes.DAY()))) {
      RowType rowType = rowType(DataTypes.FIELD("a", (DataType) type));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new RowRecordFormat(rowType, List.of(), InternalTypeInfo.of(rowType)))
          .withMessageStartingWith("Field 'a': Type ");
    }
  }

  @Test
  void typeInsideAnotherIsNamedByItsPath() {
    RowType type =
        rowType(
            DataTypes.FIELD(
                "a",
                DataTypes.MAP(
                    DataTypes.STRING(),
                    DataTypes.ARRAY(
                        DataTypes.ROW(
                            DataTypes.FIELD("b", DataTypes.MULTISET(DataTypes.INT())))))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RowRecordFormat(type, List.of(), InternalTypeInfo.of(type)))
        .withMessageStartingWith("Field 'a.*[].b': Type MULTISET<INT> cannot be read from JSON");
  }

  private static StringData text(String text) {
    return StringData.fromString(text);
  }

  private static List<RowData> read(RowRecordFormat format, String body) throws IOException {
    return PageFormat.of(format)
        .createReader()
        .read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 40, 1234)
        .records();
  }

  private static RowType rowType(DataTypes.Field... fields) {
    LogicalType type = DataTypes.ROW(fields).getLogicalType();
    return (RowType) type;
  }
}
