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

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RangeSplitSerializerTest {

  private static final RangeSplit SPLIT = new RangeSplit(100, 200, 142, Optional.of("id-141"));

  /** What release 0.1 writes. Never to be changed: savepoints hold it. */
  private static final byte[] VERSION_1 =
      HexFormat.of()
          .parseHex(
              "0000000000000064"
                  + "00000000000000c8"
                  + "000000000000008e"
                  + "01"
                  + "00000006"
                  + "69642d313431");

  private static final RangeSplit IDENTIFIED = SPLIT.identifiedBy("key /id");

  /** What it writes now. Never to be changed either. */
  private static final byte[] VERSION_2 =
      HexFormat.of()
          .parseHex(
              "0000000000000064"
                  + "00000000000000c8"
                  + "000000000000008e"
                  + "01"
                  + "00000006"
                  + "69642d313431"
                  + "01"
                  + "00000007"
                  + "6b6579202f6964");

  private final RangeSplitSerializer serializer = new RangeSplitSerializer();

  @Test
  void writesVersion2() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(2);
    assertThat(serializer.serialize(IDENTIFIED)).isEqualTo(VERSION_2);
  }

  @Test
  void readsVersion2() throws IOException {
    assertThat(serializer.deserialize(2, VERSION_2)).isEqualTo(IDENTIFIED);
  }

  @Test
  void anIdentityOfAnotherKindIsDropped() {
    assertThat(IDENTIFIED.identifiedBy("key /id")).isEqualTo(IDENTIFIED);
    assertThat(SPLIT.identifiedBy("content").lastIdentity()).hasValue("id-141");
    assertThat(IDENTIFIED.identifiedBy("content").lastIdentity()).isEmpty();
  }

  /** A length of two thousand million, and one below zero: neither memory nor riddles. */
  @ParameterizedTest
  @ValueSource(strings = {"7fffffff", "ffffffff"})
  void damageIsToldInOneSentence(String length) {
    byte[] damaged = VERSION_2.clone();
    System.arraycopy(HexFormat.of().parseHex(length), 0, damaged, 25, 4);
    assertThatThrownBy(() -> serializer.deserialize(2, damaged))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("The range split of version 2 is damaged");
  }

  @Test
  void readsVersion1() throws IOException {
    assertThat(serializer.deserialize(1, VERSION_1)).isEqualTo(SPLIT);
  }

  @Test
  void readsARangeOfWhichNothingWasEmitted() throws IOException {
    RangeSplit fresh = RangeSplit.of(0, 10);
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
    assertThatThrownBy(() -> serializer.deserialize(3, VERSION_2))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("written in version 3; this release reads versions 1 to 2");
  }
}
