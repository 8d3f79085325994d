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

  private final RangeSplitSerializer serializer = new RangeSplitSerializer();

  @Test
  void writesVersion1() throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(1);
    assertThat(serializer.serialize(SPLIT)).isEqualTo(VERSION_1);
  }

  @Test
  void readsVersion1() throws IOException {
    assertThat(serializer.deserialize(1, VERSION_1)).isEqualTo(SPLIT);
  }

  @Test
  void readsARangeOfWhichNothingWasEmitted() throws IOException {
    RangeSplit fresh = RangeSplit.of(0, 10);
    assertThat(serializer.deserialize(1, serializer.serialize(fresh))).isEqualTo(fresh);
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
    assertThatThrownBy(() -> serializer.deserialize(2, VERSION_1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("written in version 2; this release reads versions 1 to 1");
  }
}
