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
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PojoRecordFormatTest {

  /** A Java record. */
  public record Item(int id, String name, List<Tag> tags) {}

  /** A part of a record. */
  public record Tag(long weight) {}

  /** A POJO. */
  public static final class Bean {
    public int id;
    public String name;
  }

  @Test
  void readsJavaRecords() throws Exception {
    assertThat(
            read(
                InstantiationUtil.clone(PojoRecordFormat.of(Item.class)),
                "[{\"id\":1,\"name\":\"a\",\"tags\":[{\"weight\":2}],\"other\":{\"id\":3}},{\"id\":4}]"))
        .containsExactly(new Item(1, "a", List.of(new Tag(2))), new Item(4, null, null));
  }

  @Test
  void readsBeans() throws Exception {
    List<Bean> beans = read(PojoRecordFormat.of(Bean.class), "[{\"name\":\"a\",\"id\":1}]");
    assertThat(beans)
        .singleElement()
        .satisfies(
            bean -> {
              assertThat(bean.id).isEqualTo(1);
              assertThat(bean.name).isEqualTo("a");
            });
  }

  @Test
  void tellsFlinkTheType() {
    assertThat(PojoRecordFormat.of(Bean.class).getProducedType())
        .isEqualTo(TypeInformation.of(Bean.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"id":1.5}                         | id
          {"id":3000000000}                  | id
          {"id":"7"}                         | id
          {"id":true}                        | id
          {"id":null}                        | id
          {"name":"no id"}                   | id
          {"id":1,"tags":[{"weight":"x"}]}   | tags[0].weight
          {"id":1,"tags":{}}                 | tags
          """)
  void misfitIsRefused(String json, String path) {
    assertThatThrownBy(() -> read(PojoRecordFormat.of(Item.class), "[" + json + "]"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageStartingWith("Malformed record at offset 40: its field '" + path + "' ")
        .hasMessageNotContaining("DeserializationFeature");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1,\"name\":\"a",
        "[{\"id\":1,\"tags\":[{\"weight\":",
        "[{\"id\":1,\"name\":oops}]",
        "[{\"id\":1"
      })
  void brokenPageIsNoWrongRecord(String json) {
    assertThatThrownBy(() -> read(PojoRecordFormat.of(Item.class), json))
        .isInstanceOf(PageFormatException.class);
  }

  @Test
  void pageBeyondTheLimitsIsNoWrongRecord() {
    String name = "x".repeat(1000);
    PageFormat<Item> format =
        PageFormat.of(PojoRecordFormat.of(Item.class)).withLimits(new JsonLimits(10, 100, 10));
    assertThatThrownBy(() -> read(format, "[{\"id\":1,\"name\":\"" + name + "\"}]"))
        .isInstanceOf(PageFormatException.class);
  }

  private static <T> List<T> read(RecordFormat<T> format, String body) throws IOException {
    return read(PageFormat.of(format), body);
  }

  private static <T> List<T> read(PageFormat<T> format, String body) throws IOException {
    return format
        .createReader()
        .read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 40, 0)
        .records();
  }
}
