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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where records may be in a body, and what a body may lack on the way to them. */
class RecordPathTest {

  private static final PageFormat<JsonNode> FORMAT =
      PageFormat.of(new PojoRecordFormat<>(JsonNode.class, TypeInformation.of(JsonNode.class)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                       | [1,{"a":2},[3],"x"]                                 | 1 {"a":2} [3] "x"
          /data/items              | {"n":[0],"data":{"items":[1,2]}}                    | 1 2
          /a~1b/0                  | {"a/b":[[1],[2]]}                                   | 1
          /*                       | {"k":{"v":1},"l":{"v":2}}                           | {"v":1} {"v":2}
          /*                       | [[1,2],[],[3]]                                      | 1 2 3
          /items/*                 | {"items":{"k":{"v":1},"l":7,"m":[8,9]},"x":{"y":0}} | {"v":1} 7 8 9
          /items/*                 | {"items":{}}                                        | ''
          /items/*                 | {"items":[]}                                        | ''
          /items/*/data            | {"items":[{"data":{"v":1}},{"x":{"data":0},"data":{"v":2},"y":[]}]} | {"v":1} {"v":2}
          /items/*/data            | {"items":[{"data":[1,2]},{"data":[]},{"data":[3]}]} | 1 2 3
          /items/*/name            | {"items":[{"name":"a"},{"name":"b"}]}               | "a" "b"
          /a/*/b/*/c               | {"a":{"x":{"b":[{"c":1},{"c":2}]},"y":{"b":{"z":{"c":3}}}}} | 1 2 3
          /a/*/*                   | {"a":[{"x":1,"y":[2,3]},{"z":4}]}                   | 1 2 3 4
          """)
  void recordsAreFoundByTheirPath(String path, String body, String records) throws Exception {
    assertThat(records(FORMAT.withRecordsAt(path), body)).isEqualTo(records);
  }

  @Test
  void severalArraysFollowEachOtherAsInTheBody() throws Exception {
    PageFormat<JsonNode> format =
        FORMAT.withRecordsAt(List.of("/users", "/admins/*/users", "/bots"));
    assertThat(
            records(
                format,
                "{\"bots\":[1],\"x\":[0],\"admins\":[{\"users\":[2]},{\"users\":[3,4]}],\"users\":[5]}"))
        .isEqualTo("1 2 3 4 5");
    assertThatThrownBy(() -> records(format, "{\"bots\":[1],\"admins\":[]}"))
        .isInstanceOf(PageFormatException.class)
        .hasMessageStartingWith("The body has nothing at '/users', where the records should be")
        .hasMessageContaining("set 'record.absent' = 'empty'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /items             | {"items":null}                     | at '/items', but has null
          /items             | {"items":{}}                       | at '/items', but has an object without members
          /items             | {}                                 | nothing at '/items'
          /items             | {"error":"none"}                   | nothing at '/items'
          /data/items        | {"data":null}                      | nothing at '/data/items'
          ''                 | {}                                 | one array of records, but has an object without members
          ''                 | null                               | one array of records, but has null
          /items/*           | {"items":null}                     | at '/items/*', but has null on the way there
          /items/*           | {"x":[1]}                          | nothing at '/items'
          /items/*/data      | {"items":[{"data":null}]}          | at '/items/*/data', but has null
          """)
  void anAbsentListIsAnErrorUnlessToldOtherwise(String path, String body, String message)
      throws Exception {
    PageFormat<JsonNode> format = FORMAT.withRecordsAt(path);
    assertThatThrownBy(() -> records(format, body))
        .isInstanceOf(PageFormatException.class)
        .hasMessageContaining(message);
    assertThat(records(format.withAbsentRecords(AbsentRecords.EMPTY), body)).isEmpty();
  }

  /** Not even one record may be left out without a word. */
  @Test
  void anElementThatLacksWhatThePathLeadsToIsSeen() throws Exception {
    PageFormat<JsonNode> format = FORMAT.withRecordsAt("/items/*/data");
    String body = "{\"items\":[{\"data\":1},{\"dat\":2},{\"data\":3}]}";
    assertThatThrownBy(() -> records(format, body))
        .isInstanceOf(PageFormatException.class)
        .hasMessageStartingWith(
            "The body has 3 values at '/items/*', but 2 at '/items/*/data', where each");
    assertThat(records(format.withAbsentRecords(AbsentRecords.EMPTY), body)).isEqualTo("1 3");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /items        | {"items":{"error":7}}              | at '/items', but has an object
          /items        | {"items":7}                        | at '/items', but has the number 7
          /items        | {"items":[],"items":[]}            | at '/items', but has several
          /items/*      | {"items":"x"}                      | at '/items/*', but has the text "x" on the way
          /items/*/data | {"items":[7]}                      | at '/items/*/data', but has the number 7 on the way
          /items/*/data | {"items":[{"data":1,"data":2}]}    | has 1 values at '/items/*', but 2 at
          """)
  void whatIsNoListIsAnErrorInAnyCase(String path, String body, String message) {
    PageFormat<JsonNode> format = FORMAT.withRecordsAt(path);
    for (AbsentRecords absent : AbsentRecords.values()) {
      if (!message.startsWith("has 1 values") || absent == AbsentRecords.FAIL) {
        assertThatThrownBy(() -> records(format.withAbsentRecords(absent), body))
            .isInstanceOf(PageFormatException.class)
            .hasMessageContaining(message);
      }
    }
  }

  @Test
  void oneObjectIsOneRecordIfToldSo() throws Exception {
    PageFormat<JsonNode> single = FORMAT.withSingle(true);
    assertThat(records(single, "{\"a\":{\"b\":[1]}}")).isEqualTo("{\"a\":{\"b\":[1]}}");
    assertThat(records(single.withRecordsAt("/a"), "{\"x\":0,\"a\":{\"b\":[1]},\"y\":[]}"))
        .isEqualTo("{\"b\":[1]}");
    assertThat(records(single, "[1,2]")).as("an array stays a list").isEqualTo("1 2");
    Page<JsonNode> keyed =
        read(
            single.withRecordsAt("/a").withIdentity(new RecordIdentity.Key("/id")),
            "{\"a\":{\"b\":{\"id\":0},\"id\":7}}");
    assertThat(keyed.identities()).containsExactly("7");
  }

  @Test
  void aNullElementIsForTheFormatToJudge() throws Exception {
    assertThat(records(FORMAT.withRecordsAt("/*"), "{\"a\":1,\"b\":null,\"c\":3}"))
        .isEqualTo("1 null 3");
  }

  @Test
  void pathsThatHoldEachOtherAreRefused() {
    for (List<String> paths :
        List.of(
            List.of("/a", "/a"),
            List.of("/a", "/a/b"),
            List.of("/a/*/c", "/a/b"),
            List.of("/x", ""))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> FORMAT.withRecordsAt(paths))
          .withMessageStartingWith("The option 'record.pointer' has '" + paths.get(0) + "' and '");
    }
    assertThat(FORMAT.withRecordsAt(List.of("/a/*/c", "/a/*/d", "/b"))).isNotNull();
  }

  private static String records(PageFormat<JsonNode> format, String body) throws IOException {
    return read(format, body).records().stream()
        .map(JsonNode::toString)
        .collect(Collectors.joining(" "));
  }

  private static Page<JsonNode> read(PageFormat<JsonNode> format, String body) throws IOException {
    return format.createReader().read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 0, 0);
  }
}
