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
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Identities do not depend on what a record is converted to. */
class RecordIdentityTest {

  private static final RowType NAME =
      (RowType) DataTypes.ROW(DataTypes.FIELD("name", DataTypes.STRING())).getLogicalType();

  /** A part of a record. */
  public record Named(String name) {}

  static final List<RecordFormat<?>> FORMATS =
      List.of(
          new RowRecordFormat(NAME, List.of(), InternalTypeInfo.of(NAME)),
          PojoRecordFormat.of(Named.class));

  @ParameterizedTest
  @FieldSource("FORMATS")
  void keyIsFoundWhereverItIs(RecordFormat<?> format) throws Exception {
    assertThat(keys(format, "/id", "[{\"id\":7,\"name\":\"a\"},{\"name\":\"b\",\"id\":\"x\"}]"))
        .containsExactly("7", "x");
    assertThat(keys(format, "/name", "[{\"name\":\"a\"}]")).containsExactly("a");
    assertThat(keys(format, "/a/b", "[{\"b\":0,\"a\":{\"c\":{\"b\":1},\"b\":2},\"name\":\"a\"}]"))
        .containsExactly("2");
    assertThat(keys(format, "/ids/1", "[{\"ids\":[5,6]},{\"ids\":[[1,2],true]}]"))
        .containsExactly("6", "true");
    assertThat(keys(format, "/a~1b", "[{\"a/b\":1.50}]")).containsExactly("1.50");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\"}",
        "{\"id\":null}",
        "{\"id\":{\"id\":1}}",
        "{\"id\":[1]}",
        "{\"x\":{\"id\":1}}",
        "{}"
      })
  void recordWithoutKeyIsRefused(String record) {
    for (RecordFormat<?> format : FORMATS) {
      assertThatThrownBy(() -> keys(format, "/id", "[" + record + "]"))
          .isInstanceOf(RecordFormatException.class)
          .hasMessage(
              "Malformed record at offset 40: it has no text, number or boolean at '/id', which 'record.key-pointer' names");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","x":[1,{"y":null}]} | { "name" : "a" ,"x":[ 1,{"y":null} ] }  | true
          {"name":"a\\u0062"}             | {"name":"ab"}                           | true
          {"name":"a","x":1}              | {"name":"a","x":2}                      | false
          {"name":"a","x":[1,2]}          | {"name":"a","x":[12]}                   | false
          {"name":"a","x":[[],[]]}        | {"name":"a","x":[[[]]]}                 | false
          {"name":"a","x":"1"}            | {"name":"a","x":1}                      | false
          {"name":"a","x":"null"}         | {"name":"a","x":null}                   | false
          {"name":"a","x":"bc"}           | {"name":"ab","x":"c"}                   | false
          {"name":"a","x":"b"}            | {"name":"a","y":"b"}                    | false
          {"name":"a"}                    | {"name":"a","x":{}}                     | false
          """)
  void contentIsHashed(String first, String second, boolean same) throws Exception {
    for (RecordFormat<?> format : FORMATS) {
      List<String> hashes = hashes(format, "[" + first + "," + second + "]");

      assertThat(hashes).allMatch(hash -> hash.matches("[0-9a-f]{32}"));
      assertThat(hashes.get(0).equals(hashes.get(1))).isEqualTo(same);
    }
  }

  @Test
  void longTextIsHashedToItsEnd() throws Exception {
    String text = "aé".repeat(20_000);
    List<String> hashes =
        hashes(
            FORMATS.get(0),
            Stream.of(text + "x", text + "y", "x" + text, text + "x")
                .map("{\"name\":\"%s\"}"::formatted)
                .collect(Collectors.joining(",", "[", "]")));

    assertThat(Set.copyOf(hashes)).hasSize(3);
    assertThat(hashes.get(3)).isEqualTo(hashes.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"a\",\"x\":{\"y\":[1]}}", "{\"x\":[[]],\"name\":null}"})
  void hashIsTheSameWhateverTheFormat(String record) throws Exception {
    assertThat(hashes(FORMATS.get(0), "[" + record + "]"))
        .isEqualTo(hashes(FORMATS.get(1), "[" + record + "]"));
  }

  private static List<String> keys(RecordFormat<?> format, String pointer, String body)
      throws IOException {
    return identities(PageFormat.of(format).withIdentity(new RecordIdentity.Key(pointer)), body);
  }

  private static List<String> hashes(RecordFormat<?> format, String body) throws IOException {
    return identities(PageFormat.of(format), body);
  }

  private static List<String> identities(PageFormat<?> format, String body) throws IOException {
    return format
        .createReader()
        .read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 40, 0)
        .identities();
  }
}
