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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.record.json.JsonLimits;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.OptionalLong;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageReaderTest {

  /** A Java record. */
  public record Item(int id, String name) {}

  private static final PageFormat<Item> FLAT =
      PageFormat.of(PojoRecordFormat.of(Item.class)).withIdentity(new RecordIdentity.Key("/id"));

  private static final PageFormat<Item> WRAPPED =
      FLAT.withRecordsAt("/data/items").withTotalAt("/meta/total");

  @Test
  void readsBodyThatIsAnArray() throws Exception {
    Page<Item> page = read(InstantiationUtil.clone(FLAT), "[{\"id\":1,\"name\":\"a\"},{\"id\":2}]");

    assertThat(page.size()).isEqualTo(2);
    assertThat(page.record(0)).isEqualTo(new Item(1, "a"));
    assertThat(page.record(1)).isEqualTo(new Item(2, null));
    assertThat(page.identity(1)).isEqualTo("2");
    assertThat(page.total()).isEmpty();
    assertThat(page.bytes()).isEqualTo(30);
  }

  @Test
  void readsEmptyPage() throws Exception {
    assertThat(read(FLAT, " [ ] \n").isEmpty()).isTrue();
    assertThat(read(WRAPPED, "{\"data\":{\"items\":[]}}").isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"meta\":{\"total\":500},\"data\":{\"items\":[{\"id\":1}]}}",
        "{\"data\":{\"x\":[{\"id\":9}],\"items\":[{\"id\":1}],\"y\":{\"items\":[{}]}},\"meta\":{\"total\":\"500\"}}",
        "{\"items\":[3],\"data\":{\"items\":[{\"id\":1}]},\"total\":7,\"meta\":{\"x\":1,\"total\":500}}"
      })
  void readsWrappedRecordsAndTotalInAnyOrder(String body) throws Exception {
    Page<Item> page = read(WRAPPED, body);

    assertThat(page.records()).containsExactly(new Item(1, null));
    assertThat(page.identities()).containsExactly("1");
    assertThat(page.total()).isEqualTo(OptionalLong.of(500));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"items\":[]}}",
        "{\"data\":{\"items\":[]},\"meta\":{\"total\":null}}"
      })
  void missingTotalIsUnknown(String body) throws Exception {
    assertThat(read(WRAPPED, body).total()).isEmpty();
  }

  @Test
  void pointersMayEscapeAndCount() throws Exception {
    PageFormat<Item> format = FLAT.withRecordsAt("/a~1b/1");
    assertThat(read(format, "{\"a/b\":[[{\"id\":1}],[{\"id\":2}]]}").identities())
        .containsExactly("2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                             | The body is empty.
          '   '                          | The body is empty, which begins with:
          <html>Log in                   | not a complete JSON document (Unexpected character ('<'
          [{"id":1},                     | not a complete JSON document (Unexpected end-of-input
          [{"id":1                       | not a complete JSON document
          [{"id":1}]]                    | not a complete JSON document
          [{"id":1}] []                  | goes on after the end of its JSON document
          [{"id":1}] oops                | not a complete JSON document
          {"error":"database is down"}   | one array of records, but has an object, which begins with: {"error":"database is down"}
          null                           | one array of records, but has null
          "text"                         | one array of records, but has the text "text"
          7                              | one array of records, but has the number 7
          """)
  void bodyThatIsNoPageIsRefused(String body, String message) {
    assertThatThrownBy(() -> read(FLAT, body))
        .isInstanceOf(PageFormatException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                                   | has nothing at '/data/items'
          {"error":"no"}                                       | has nothing at '/data/items'
          {"data":{"items":null}}                              | at '/data/items', but has null
          {"data":{"items":{}}}                                | at '/data/items', but has an object
          {"data":{"items":[],"items":[]}}                     | at '/data/items', but has several
          {"data":{"items":[]},"meta":{"total":-1}}            | total should be a number of records, but is the number -1
          {"data":{"items":[]},"meta":{"total":1.5}}           | total should be a number
          {"data":{"items":[]},"meta":{"total":[]}}            | total should be a number of records, but is an array
          {"data":{"items":[]},"meta":{"total":9999999999999999999}} | total should be a number
          """)
  void wrappedBodyThatIsNoPageIsRefused(String body, String message) {
    assertThatThrownBy(() -> read(WRAPPED, body))
        .isInstanceOf(PageFormatException.class)
        .hasMessageContaining(message);
  }

  @Test
  void longBodyIsCutInTheMessage() {
    assertThatThrownBy(() -> read(FLAT, "{\"error\":\"\n\t" + "x".repeat(10_000) + "\"}"))
        .isInstanceOf(PageFormatException.class)
        .hasMessageContaining("begins with: {\"error\":\" xxx")
        .hasMessageEndingWith("xxx…")
        .message()
        .hasSizeLessThan(250);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"id\":1,\"x\":[[[[[[[[[[[[1]]]]]]]]]]]]}]",
        "[{\"id\":1,\"name\":\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"}]",
        "[{\"id\":100000000000000000000000000000000000}]"
      })
  void bodyBeyondTheLimitsIsRefused(String body) {
    PageFormat<Item> format = FLAT.withLimits(new JsonLimits(8, 40, 20));
    assertThatThrownBy(() -> read(format, body))
        .isInstanceOf(PageFormatException.class)
        .hasMessageContaining("exceeds the maximum");
  }

  @Test
  void bodyIsReadInItsCharacterSet() throws Exception {
    for (Charset charset : new Charset[] {UTF_8, ISO_8859_1, UTF_16}) {
      assertThat(read(FLAT, "[{\"id\":1,\"name\":\"Zoë\"}]".getBytes(charset), charset).record(0))
          .isEqualTo(new Item(1, "Zoë"));
    }
  }

  @Test
  void bytesThatAreNotOfTheCharacterSetAreRefused() {
    byte[] latin = "[{\"id\":1,\"name\":\"Zoë\"}]".getBytes(ISO_8859_1);
    for (Charset charset : new Charset[] {UTF_8, US_ASCII}) {
      assertThatThrownBy(() -> read(FLAT, latin, charset)).isInstanceOf(PageFormatException.class);
    }
  }

  @Test
  void failureToReadIsNoWrongPage() {
    InputStream broken =
        new FilterInputStream(stream("[]")) {
          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    assertThatThrownBy(() -> FLAT.createReader().read(broken, UTF_8, 0, 0))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  @Test
  void readerGoesOnAfterWrongPage() throws Exception {
    PageReader<Item> reader = FLAT.createReader();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> reader.read(stream("[{\"id\":1},{"), UTF_8, 0, 0))
          .isInstanceOf(PageFormatException.class);
      assertThat(reader.read(stream("[{\"id\":1}]"), UTF_8, 0, 0).size()).isOne();
    }
  }

  @Test
  void readerMustGoToTheEndOfTheRecord() {
    RecordFormat<Item> lazy = LazyFormat.INSTANCE;
    assertThatThrownBy(() -> read(PageFormat.of(lazy), "[{\"id\":1}]"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongPointersAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAT.withRecordsAt("data"))
        .withMessageContaining("record.pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FLAT.withTotalAt("total"))
        .withMessageContaining("pagination.total-pointer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecordIdentity.Key("id"))
        .withMessageContaining("record.key-pointer");
  }

  private enum LazyFormat implements RecordFormat<Item> {
    INSTANCE;

    @Override
    public RecordReader<Item> createReader() {
      return (parser, page, index) -> new Item(0, "");
    }

    @Override
    public TypeInformation<Item> getProducedType() {
      return TypeInformation.of(Item.class);
    }
  }

  private static Page<Item> read(PageFormat<Item> format, String body) throws IOException {
    return read(format, body.getBytes(UTF_8), UTF_8);
  }

  private static Page<Item> read(PageFormat<Item> format, byte[] body, Charset charset)
      throws IOException {
    return format.createReader().read(new ByteArrayInputStream(body), charset, 0, 0);
  }

  private static InputStream stream(String body) {
    return new ByteArrayInputStream(body.getBytes(UTF_8));
  }
}
