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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes of every released version stay readable: these are never edited, only added to. */
class SerializersTest {

  private static final DataFile FILE =
      new DataFile("a.zstd.parquet", List.of(), 1234, 1700000000000L, 7, "{\"numRecords\":7}");
  private static final DataFile PARTITIONED_FILE =
      new DataFile(
          "a.zstd.parquet",
          List.of(
              new PartitionValue("day", Optional.of("2026-01-02")),
              new PartitionValue("tag", Optional.empty())),
          1234,
          1700000000000L,
          7,
          "{\"numRecords\":7}");
  private static final DeltaCommittable CHECKPOINT =
      new DeltaCommittable(
          CommitScope.CHECKPOINT,
          new SinkId("sink-ü"),
          "table-1",
          42,
          OptionalLong.empty(),
          List.of(FILE, FILE));
  private static final DeltaCommittable JOB =
      new DeltaCommittable(
          CommitScope.JOB, new SinkId("sink"), "table-1", 1, OptionalLong.empty(), List.of(FILE));

  private static final SinkIdentity UNKNOWN_PAST =
      new SinkIdentity(new SinkId("sink"), "table-1", OptionalLong.empty(), Optional.empty());

  private static final String FILE_V1 =
      "0000000e612e7a7374642e70617271756574" // path
          + "00000000000004d2" // size
          + "0000018bcfe56800" // modification time
          + "0000000000000007" // rows
          + "000000107b226e756d5265636f726473223a377d"; // statistics

  private static final FileOrigin ORIGIN = new FileOrigin("1f", 258, 3, "a");
  private static final String ORIGIN_V1 =
      "000000023166" // series
          + "0000000000000102" // interval
          + "00000003" // generation
          + "0000000161"; // attempt
  private static final Set<FileOrigin> ORIGINS = Set.of(ORIGIN, new FileOrigin("2f", 0, 0, "b"));
  private static final String ORIGINS_V1 =
      "00000002" // how many
          + ORIGIN_V1
          + "000000023266" // series
          + "0000000000000000" // interval
          + "00000000" // generation
          + "0000000162"; // attempt

  private static final String FILE_V2 = FILE_V1 + "00000000"; // partition values
  private static final String PARTITIONED_FILE_V2 =
      FILE_V1
          + "00000002" // partition values
          + "00000003646179" // column
          + "01" // not null
          + "0000000a323032362d30312d3032" // value
          + "00000003746167" // column
          + "00"; // null

  static Stream<Arguments> frozen() {
    return Stream.of(
        Arguments.of(
            1,
            new WriteResultSerializer(),
            new WriteResult(List.of(FILE), Set.of()),
            "00000001" + FILE_V1),
        Arguments.of(
            2,
            new WriteResultSerializer(),
            new WriteResult(List.of(FILE, PARTITIONED_FILE), Set.of()),
            "00000002" + FILE_V2 + PARTITIONED_FILE_V2),
        Arguments.of(
            3,
            new WriteResultSerializer(),
            new WriteResult(List.of(PARTITIONED_FILE), ORIGINS),
            "00000001" + PARTITIONED_FILE_V2 + ORIGINS_V1),
        Arguments.of(
            1,
            new WriterStateSerializer(),
            new WriterState("0a0b", ORIGIN),
            "00000004" + "30613062" + ORIGIN_V1),
        Arguments.of(
            1,
            new SinkIdentitySerializer(),
            UNKNOWN_PAST,
            "0000000473696e6b" + "000000077461626c652d31"),
        Arguments.of(
            2,
            new SinkIdentitySerializer(),
            UNKNOWN_PAST,
            "0000000473696e6b" + "000000077461626c652d31" + "00" + "00"),
        Arguments.of(
            2,
            new SinkIdentitySerializer(),
            new SinkIdentity(
                new SinkId("sink"),
                "table-1",
                OptionalLong.of(42),
                Optional.of(Instant.ofEpochMilli(1700000000000L))),
            "0000000473696e6b"
                + "000000077461626c652d31"
                + "01"
                + "000000000000002a"
                + "01"
                + "0000018bcfe56800"),
        Arguments.of(
            1,
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
            1,
            new DeltaCommittableSerializer(),
            JOB,
            "01"
                + "0000000473696e6b"
                + "000000077461626c652d31"
                + "0000000000000001"
                + "00000001"
                + FILE_V1),
        Arguments.of(
            2,
            new DeltaCommittableSerializer(),
            new DeltaCommittable(
                CommitScope.CHECKPOINT,
                new SinkId("sink"),
                "table-1",
                42,
                OptionalLong.empty(),
                List.of(PARTITIONED_FILE)),
            "00"
                + "0000000473696e6b"
                + "000000077461626c652d31"
                + "000000000000002a"
                + "00000001"
                + PARTITIONED_FILE_V2),
        Arguments.of(
            3,
            new DeltaCommittableSerializer(),
            new DeltaCommittable(
                CommitScope.CHECKPOINT,
                new SinkId("sink"),
                "table-1",
                42,
                OptionalLong.of(41),
                List.of(PARTITIONED_FILE)),
            "00"
                + "0000000473696e6b"
                + "000000077461626c652d31"
                + "000000000000002a"
                + "01"
                + "0000000000000029"
                + "00000001"
                + PARTITIONED_FILE_V2),
        Arguments.of(
            4,
            new DeltaCommittableSerializer(),
            new DeltaCommittable(
                CommitScope.CHECKPOINT,
                new SinkId("sink"),
                "table-1",
                42,
                OptionalLong.of(41),
                List.of(PARTITIONED_FILE),
                ORIGINS),
            "00"
                + "0000000473696e6b"
                + "000000077461626c652d31"
                + "000000000000002a"
                + "01"
                + "0000000000000029"
                + "00000001"
                + PARTITIONED_FILE_V2
                + ORIGINS_V1));
  }

  static Stream<Arguments> newest() {
    return frozen()
        .filter(
            bytes ->
                bytes.get()[0].equals(
                    ((SimpleVersionedSerializer<?>) bytes.get()[1]).getVersion()));
  }

  @ParameterizedTest
  @MethodSource("newest")
  <T> void writesTheFrozenBytes(
      int version, SimpleVersionedSerializer<T> serializer, T value, String hex)
      throws IOException {
    assertThat(serializer.getVersion()).isEqualTo(version);
    assertThat(HexFormat.of().formatHex(serializer.serialize(value))).isEqualTo(hex);
  }

  @ParameterizedTest
  @MethodSource("frozen")
  <T> void readsTheFrozenBytes(
      int version, SimpleVersionedSerializer<T> serializer, T value, String hex)
      throws IOException {
    assertThat(serializer.deserialize(version, HexFormat.of().parseHex(hex))).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("frozen")
  <T> void refusesOtherVersionsAndDamage(
      int version, SimpleVersionedSerializer<T> serializer, T value, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (int unknown : List.of(0, serializer.getVersion() + 1)) {
      assertThatThrownBy(() -> serializer.deserialize(unknown, bytes))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("version " + unknown);
    }
    assertThatThrownBy(
            () -> serializer.deserialize(version, Arrays.copyOf(bytes, bytes.length + 1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("1 bytes too many");
    for (int length = 0; length < bytes.length; length++) {
      byte[] truncated = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> serializer.deserialize(version, truncated))
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
