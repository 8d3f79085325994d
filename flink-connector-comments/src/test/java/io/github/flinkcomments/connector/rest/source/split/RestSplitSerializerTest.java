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
package io.github.flinkcomments.connector.rest.source.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.record.CapturedValue.Kind;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The bytes of splits are a promise: of each kind, and of each form of page address. */
class RestSplitSerializerTest {

  private static final HexFormat HEX = HexFormat.of();

  static final List<PageAddress> ADDRESSES =
      List.of(
          new PageAddress.First(),
          new PageAddress.Numbered(7),
          new PageAddress.Offset(1L << 40),
          new PageAddress.Token(CapturedValue.string("ü")),
          new PageAddress.Token(new CapturedValue(Kind.OBJECT, "{\"a\":1}")),
          new PageAddress.Url("http://host/next?page=2"),
          new PageAddress.AfterKey(List.of("2026-01-01", "9"), List.of("9", "10")),
          new PageAddress.Content("ab12"));

  private final RestSplitSerializer serializer = new RestSplitSerializer();

  @ParameterizedTest
  @FieldSource("ADDRESSES")
  void everyAddressComesBack(PageAddress address) throws IOException {
    ChainSplit split = chain(new ChainPosition(address, 3, Optional.of("id"), 40));

    assertThat(serializer.deserialize(3, serializer.serialize(split))).isEqualTo(split);
    assertThat(serializer.deserialize(4, serializer.serialize(split))).isEqualTo(split);
  }

  @Test
  void bytesOfAChainAreFrozen() throws IOException {
    ChainSplit split =
        chain(
            new ChainPosition(
                new PageAddress.Token(CapturedValue.string("t")), 3, Optional.of("id"), 40));
    String version1 =
        "00000007"
            + "6c697374696e67" // name
            + "00000001"
            + "00000004"
            + "75736572"
            + "00000001"
            + "35" // slice
            + "03"
            + "00"
            + "00000001"
            + "74" // address: a token that is a string
            + "00000003" // emitted
            + "01"
            + "00000002"
            + "6964" // last identity
            + "0000000000000028" // records before
            + "01"
            + "00000007"
            + "6b6579202f6964" // kind of identity
            + "01"
            + "0000000000000009"; // end page
    // Kind, version of the kind.
    String first = "02" + "00000001" + version1;
    String second = "02" + "00000002" + version1 + "00" + "01"; // no last key; counted

    assertThat(HEX.formatHex(serializer.serialize(split))).isEqualTo(second);
    assertThat(serializer.deserialize(3, HEX.parseHex(first))).isEqualTo(split);
    assertThat(serializer.deserialize(4, HEX.parseHex(first))).isEqualTo(split);
    assertThat(serializer.deserialize(4, HEX.parseHex(second))).isEqualTo(split);
  }

  /** It may begin behind pages that other readers have. */
  @Test
  void recordsOfNumberedPagesOfVersion1AreNotTakenForCounted() throws IOException {
    String page = "01" + "0000000000000007";
    String version1 =
        "02"
            + "00000001"
            + "00000001"
            + "6b"
            + "00000000"
            + page
            + "00000000"
            + "00"
            + "0000000000000028"
            + "00"
            + "00";

    assertThat(((ChainSplit) serializer.deserialize(4, HEX.parseHex(version1))).counted())
        .isFalse();
  }

  @Test
  void bytesOfARangeOfKeysAreFrozen() throws IOException {
    ChainSplit split =
        new ChainSplit(
            "k",
            Map.of(),
            ChainPosition.before(new PageAddress.First(), 0),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.of(9),
            false);
    String frozen =
        "02"
            + "00000002"
            + "00000001"
            + "6b"
            + "00000000"
            + "00"
            + "00000000"
            + "00"
            + "0000000000000000"
            + "00"
            + "00"
            + "01"
            + "0000000000000009" // last key
            + "00"; // not counted

    assertThat(HEX.formatHex(serializer.serialize(split))).isEqualTo(frozen);
    assertThat(serializer.deserialize(4, HEX.parseHex(frozen))).isEqualTo(split);
  }

  @Test
  void bytesOfDeadLettersAreFrozen() throws IOException {
    DeadLetterSplit split = new DeadLetterSplit("/ü/a.jsonl", 2, "YWI=");
    String frozen =
        "03"
            + "00000001" // kind, version of the kind
            + "0000000b"
            + "2fc3bc2f612e6a736f6e6c" // file
            + "00000002" // version of the file system's form
            + "00000004"
            + "5957493d"; // pending

    assertThat(HEX.formatHex(serializer.serialize(split))).isEqualTo(frozen);
    assertThat(serializer.deserialize(4, HEX.parseHex(frozen))).isEqualTo(split);
  }

  @Test
  void rangesOfOlderVersionsAreRead() throws IOException {
    RangeSplit range = new RangeSplit(0, 10, 4, Optional.of("x"), Optional.of("content"));
    RangeSplitSerializer ranges = new RangeSplitSerializer();

    assertThat(serializer.deserialize(ranges.getVersion(), ranges.serialize(range)))
        .isEqualTo(range);
    assertThat(serializer.deserialize(3, serializer.serialize(range))).isEqualTo(range);
    assertThat(serializer.deserialize(4, serializer.serialize(range))).isEqualTo(range);
  }

  @Test
  void unknownKindsAndBytesTooManyAreRefused() {
    assertThatThrownBy(() -> serializer.deserialize(3, HEX.parseHex("0900000001")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unknown kind of split: 9");
    assertThatThrownBy(() -> serializer.deserialize(3, HEX.parseHex("0200000009")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unknown version of this kind of split: 9");
    assertThatThrownBy(() -> serializer.deserialize(4, new byte[0]))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> serializer.deserialize(5, new byte[0]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("reads versions 1 to 4");
  }

  private static ChainSplit chain(ChainPosition position) {
    return new ChainSplit(
        "listing", Map.of("user", "5"), position, Optional.of("key /id"), OptionalLong.of(9));
  }
}
