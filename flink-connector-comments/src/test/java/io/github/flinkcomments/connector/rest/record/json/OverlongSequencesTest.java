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
package io.github.flinkcomments.connector.rest.record.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlongSequencesTest {

  private static final RowType ROW =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.INT()),
                  DataTypes.FIELD("s", DataTypes.STRING()),
                  DataTypes.FIELD("m", DataTypes.MAP(DataTypes.STRING(), DataTypes.INT())))
              .getLogicalType();

  @Test
  void noCharacterHasOne() {
    byte[] all =
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .getBytes(UTF_8);
    OverlongSequences sequences = new OverlongSequences();
    sequences.scan(all, 0, all.length);
    assertThat(sequences.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u00c0\u0080", "\u00c1\u00bf", "\u00e0\u009f\u00bf", "\u00f0\u008f\u00bf\u00bf"})
  void areFoundWhereverTheBodyIsCut(String bytes) {
    byte[] body = ("0123456789abcdef" + bytes + "0123456789").getBytes(ISO_8859_1);
    for (int cut = 0; cut <= body.length; cut++) {
      OverlongSequences sequences = new OverlongSequences();
      sequences.scan(body, 0, cut);
      sequences.scan(body, cut, body.length - cut);
      assertThat(sequences.takeBefore(16)).isFalse();
      assertThat(sequences.takeBefore(16 + bytes.length())).isTrue();
      assertThat(sequences.isEmpty()).isTrue();
    }
  }

  @Test
  void areFoundAfterAnyLengthOfAscii() {
    for (int length = 0; length <= 70; length++) {
      byte[] body = ("x".repeat(length) + "\u00c0\u0080" + "x".repeat(70)).getBytes(ISO_8859_1);
      OverlongSequences sequences = new OverlongSequences();
      sequences.scan(body, 0, body.length);
      assertThat(sequences.takeBefore(length)).isFalse();
      assertThat(sequences.takeBefore(length + 1)).isTrue();
      assertThat(sequences.isEmpty()).isTrue();
    }
  }

  @Test
  void soManyNeedNoMoreMemoryThanTheNewest() {
    byte[] body = new byte[1_000_000];
    Arrays.fill(body, (byte) 0xC0);
    OverlongSequences sequences = new OverlongSequences();
    sequences.scan(body, 0, body.length);
    assertThat(sequences.takeBefore(body.length - 32 * 1024)).isFalse();
    assertThat(sequences.takeBefore(body.length)).isTrue();
  }

  /** As a value, as a key of a map, and in what no column is read from. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":2,\"s\":\"a\u00c0\u0080b\"}",
        "{\"id\":2,\"s\":\"\u00e0\u0080\u00af\"}",
        "{\"id\":2,\"m\":{\"\u00c1\u00a1\":1}}",
        "{\"id\":true,\"other\":\"\u00f0\u0080\u0080\u00af\"}"
      })
  void aRecordWithOneIsMalformed(String record) throws Exception {
    String good = "{\"id\":1,\"s\":\"\u00c3\u00a4\"}";
    // Longer than what a parser reads at once.
    String long7 = "{\"id\":7,\"other\":\"" + "x".repeat(20_000) + "\"}";
    for (String before : List.of(good, long7)) {
      Page<?> page = read("[" + before + "," + record + "," + good + "," + long7 + "]");
      assertThat(page.errors()).containsOnlyKeys(1);
      assertThat(page.record(0)).isNotNull();
      assertThat(page.record(2)).isNotNull();
    }
  }

  @Test
  void saysWhatIsWrong() throws Exception {
    assertThat(read("[{\"s\":\"\u00c0\u0080\"}]").errors().get(0))
        .endsWith("has bytes that are not UTF-8: an overlong sequence");
  }

  private static Page<?> read(String latin1) throws Exception {
    return PageFormat.of(new RowRecordFormat(ROW, List.of(), InternalTypeInfo.of(ROW)))
        .withErrorMode(ErrorMode.SKIP)
        .createReader()
        .read(new ByteArrayInputStream(latin1.getBytes(ISO_8859_1)), UTF_8, 0, 0);
  }
}
