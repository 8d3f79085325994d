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
package io.github.flinkcomments.connector.rest.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RangeEnumeratorStateSerializerTest {

  private static final RangeEnumeratorState STATE_1 =
      new RangeEnumeratorState(
          "listing",
          Optional.empty(),
          OptionalLong.of(300),
          Optional.of(new FixedEnd(500, FixedEnd.Reason.UNKNOWN)),
          List.of(new RangeSplit(100, 200, 101, Optional.of("x"))),
          Optional.of(new ListingEnd(500, Optional.of("500"))),
          7);

  /** What release 0.1 writes. Never to be changed: savepoints hold it. */
  private static final byte[] VERSION_1 =
      HexFormat.of()
          .parseHex(
              ("00000007 6c697374696e67" // fingerprint
                      + "01 000000000000012c" // frontier
                      + "01 00000000000001f4" // fixed end
                      + "00000001 00000001" // version and number of ranges
                      + "0000000000000064 00000000000000c8 0000000000000065 01 00000001 78"
                      + "01 00000000000001f4 01 00000003 353030" // end and anchor
                      + "0000000000000007") // probes
                  .replace(" ", ""));

  private static final RangeEnumeratorState STATE_2 =
      new RangeEnumeratorState(
          "listing",
          Optional.of("content"),
          OptionalLong.of(300),
          Optional.of(new FixedEnd(500, FixedEnd.Reason.LIMIT)),
          List.of(new RangeSplit(100, 200, 101, Optional.of("x"), Optional.of("content"))),
          Optional.of(new ListingEnd(500, Optional.of("500"), Optional.of("f00d"))),
          7);

  /** What it writes now. Never to be changed either. */
  private static final byte[] VERSION_2 =
      HexFormat.of()
          .parseHex(
              ("00000007 6c697374696e67" // fingerprint
                      + "01 00000007 636f6e74656e74" // kind of identity
                      + "01 000000000000012c" // frontier
                      + "01 00000000000001f4 02" // fixed end and its reason
                      + "00000002 00000001" // version and number of ranges
                      + "0000000000000064 00000000000000c8 0000000000000065 01 00000001 78"
                      + "01 00000007 636f6e74656e74"
                      + "01 00000000000001f4 01 00000003 353030" // end and anchor
                      + "01 00000004 66303064" // digest of its content
                      + "0000000000000007") // probes
                  .replace(" ", ""));

  private final RangeEnumeratorStateSerializer serializer = new RangeEnumeratorStateSerializer();

  @Test
  void writesVersion2() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(2);
    assertThat(serializer.serialize(STATE_2)).isEqualTo(VERSION_2);
  }

  @Test
  void readsVersion2() throws IOException {
    assertThat(serializer.deserialize(2, VERSION_2)).isEqualTo(STATE_2);
  }

  @Test
  void readsVersion1() throws IOException {
    assertThat(serializer.deserialize(1, VERSION_1)).isEqualTo(STATE_1);
  }

  @Test
  void readsTheStateBeforeTheFirstLook() throws IOException {
    RangeEnumeratorState fresh =
        new RangeEnumeratorState(
            "listing",
            Optional.of("content"),
            OptionalLong.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            0);
    assertThat(serializer.deserialize(2, serializer.serialize(fresh))).isEqualTo(fresh);
  }

  @Test
  void refusesATrailingByte() {
    byte[] longer = Arrays.copyOf(VERSION_1, VERSION_1.length + 1);
    assertThatThrownBy(() -> serializer.deserialize(1, longer))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 bytes more");
  }

  @Test
  void refusesAnUnknownVersion() {
    assertThatThrownBy(() -> serializer.deserialize(9, VERSION_1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("written in version 9; this release reads versions 1 to 2");
  }

  /** Whatever byte is lost or turned over, it is read as something or refused in a sentence. */
  @Test
  void damageIsAnIOException() {
    for (int i = 0; i < VERSION_2.length; i++) {
      byte[] cut = Arrays.copyOf(VERSION_2, i);
      assertThatThrownBy(() -> serializer.deserialize(2, cut))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("The enumerator state of version 2 is damaged");
      byte[] flipped = VERSION_2.clone();
      flipped[i] ^= (byte) 0xFF;
      try {
        serializer.deserialize(2, flipped);
      } catch (IOException e) {
        assertThat(e).hasMessageStartingWith("The enumerator state");
      }
    }
  }
}
