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
import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a page tells beside its records: captures and sort keys. */
class PageCapturesTest {

  /** A record of which only the name is read. */
  public record Named(String name) {}

  private static final PageFormat<Named> FORMAT =
      PageFormat.of(PojoRecordFormat.of(Named.class)).withRecordsAt("/items");

  @Test
  void valuesOfEachTypeArePickedWhereverTheyStand() throws Exception {
    Page<Named> page =
        read(
            FORMAT.withCaptures(
                List.of("/@odata.nextLink", "/meta/more", "/meta/n", "/continue", "/sort", "/no")),
            """
            {"meta": {"more": true, "n": 1.50}, "@odata.nextLink": "/p?$skip=2", "no": null,
             "items": [{"name": "a", "more": 1}], "continue": {"c": "x|y", "n": 7, "z": null},
             "sort": [1.0, "b"]}
            """);

    assertThat(page.captured())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "/@odata.nextLink", CapturedValue.string("/p?$skip=2"),
                "/meta/more", new CapturedValue(Kind.BOOLEAN, "true"),
                "/meta/n", new CapturedValue(Kind.NUMBER, "1.50"),
                "/no", new CapturedValue(Kind.NULL, "null"),
                "/continue", new CapturedValue(Kind.OBJECT, "{\"c\":\"x|y\",\"n\":7,\"z\":null}"),
                "/sort", new CapturedValue(Kind.ARRAY, "[1.0,\"b\"]")));
    assertThat(page.captured().get("/continue").members()).isEqualTo(Map.of("c", "x|y", "n", "7"));
    assertThat(CapturedValue.string("a\"b").json()).isEqualTo("\"a\\\"b\"");
  }

  @Test
  void whatTheBodyLacksIsNotThere() throws Exception {
    assertThat(read(FORMAT.withCaptures(List.of("/next")), "{\"items\":[]}").captured()).isEmpty();
  }

  @Test
  void keysAreReadFromEachRecordWhateverIsReadOfItOtherwise() throws Exception {
    PageFormat<Named> keyed =
        FORMAT.withIdentity(new RecordIdentity.Key("/id")).withKeysAt(List.of("/at/time", "/id"));

    assertThat(
            read(
                    keyed,
                    "{\"items\":[{\"id\":3,\"at\":{\"time\":\"t1\"}},{\"at\":{\"x\":0,\"time\":9},\"id\":4}]}")
                .keys())
        .containsExactly(List.of("t1", "3"), List.of("9", "4"));
  }

  @Test
  void recordWithoutItsSortKeyIsAnErrorEvenWhereRecordsAreSkipped() {
    PageFormat<Named> keyed = FORMAT.withKeysAt(List.of("/id")).withErrorMode(ErrorMode.SKIP);

    assertThatThrownBy(() -> read(keyed, "{\"items\":[{\"id\":1},{\"name\":\"b\"}]}"))
        .isInstanceOf(RecordFormatException.class)
        .hasMessageContaining("'pagination.key-pointer'");
  }

  private static Page<Named> read(PageFormat<Named> format, String body) throws IOException {
    return format.createReader().read(new ByteArrayInputStream(body.getBytes(UTF_8)), UTF_8, 0, 0);
  }
}
