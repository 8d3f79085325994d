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
package io.github.flinkcomments.connector.delta.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.log.DataFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of every released version stay readable: these are never edited, only added to. */
class SerializersTest {

  private static final DataFile FILE =
      new DataFile("a.zstd.parquet", 1234, 1700000000000L, 7, "{\"numRecords\":7}");
  private static final DeltaCommittable CHECKPOINT =
      new DeltaCommittable(
          CommitScope.CHECKPOINT, new SinkId("sink-ü"), "table-1", 42, List.of(FILE, FILE));
  private static final DeltaCommittable JOB =
      new DeltaCommittable(CommitScope.JOB, new SinkId("sink"), "table-1", 1, List.of(FILE));

  private static final String FILE_V1 =
      "0000000e612e7a7374642e70617271756574" // path
          + "00000000000004d2" // size
          + "0000018bcfe56800" // modification time
          + "0000000000000007" // rows
          + "000000107b226e756d5265636f726473223a377d"; // statistics

  static Stream<Arguments> frozen() {
    return Stream.of(
        Arguments.of(
            new WriteResultSerializer(), new WriteResult(List.of(FILE)), "00000001" + FILE_V1),
        Arguments.of(
            new SinkIdentitySerializer(),
            new SinkIdentity(new SinkId("sink"), "table-1"),
            "0000000473696e6b" + "000000077461626c652d31"),
        Arguments.of(
            new DeltaCommittableSerializer(),
            CHECKPOINT,
            "00"
                + "0000000773696e6b2dc3bc"
                + "000000077461626c652d31"
                + "000000000000002a"
                + "00000002"
                + FILE_V1
                + FILE_V1),
        Arguments.of(
            new DeltaCommittableSerializer(),
            JOB,
            "01"
                + "0000000473696e6b"
                + "000000077461626c652d31"
                + "0000000000000001"
                + "00000001"
                + FILE_V1));
  }

  @ParameterizedTest
  @MethodSource("frozen")
  <T> void writesAndReadsTheFrozenBytes(
      SimpleVersionedSerializer<T> serializer, T value, String hexOfVersion1) throws IOException {
    byte[] bytes = HexFormat.of().parseHex(hexOfVersion1);
    assertThat(serializer.getVersion()).isEqualTo(1);
    assertThat(HexFormat.of().formatHex(serializer.serialize(value))).isEqualTo(hexOfVersion1);
    assertThat(serializer.deserialize(1, bytes)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("frozen")
  <T> void refusesOtherVersionsAndDamage(
      SimpleVersionedSerializer<T> serializer, T value, String hexOfVersion1) {
    byte[] bytes = HexFormat.of().parseHex(hexOfVersion1);
    assertThatThrownBy(() -> serializer.deserialize(2, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 2");
    assertThatThrownBy(() -> serializer.deserialize(1, Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 bytes too many");
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serializer.deserialize(1, truncated))
          .as("cut at %d", length)
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void damageDoesNotMakeItReserveMemory() {
    byte[] bytes = HexFormat.of().parseHex("7fffffff" + FILE_V1);
    assertThatThrownBy(() -> new WriteResultSerializer().deserialize(1, bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("announces 2147483647 entries");
  }

  /** Flink prints committables in errors. */
  @Test
  void doesNotPrintStatistics() {
    assertThat(CHECKPOINT.toString())
        .isEqualTo("DeltaCommittable[sink sink-ü, checkpoint 42, 2 files, 14 rows]");
  }
}
