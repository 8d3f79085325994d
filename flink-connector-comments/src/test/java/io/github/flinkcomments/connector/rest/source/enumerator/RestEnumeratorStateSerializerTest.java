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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which kind of enumerator has written a state, and what becomes of one that cannot be read. */
class RestEnumeratorStateSerializerTest {

  private static final RangeEnumeratorState RANGES =
      RangeEnumeratorState.initial(new StartingOffset.At(7), "listing", "content");

  private final RangeEnumeratorStateSerializer ranges = new RangeEnumeratorStateSerializer();
  private final RestEnumeratorStateSerializer serializer = new RestEnumeratorStateSerializer();
  private final RestoredStateSerializer restored = new RestoredStateSerializer();

  @Test
  void rangesAreMarkedAsSuch() throws IOException {
    byte[] bytes = marked(1, 2, ranges.serialize(RANGES));
    assertThat(serializer.getVersion()).isEqualTo(4);
    assertThat(serializer.serialize(RANGES)).isEqualTo(bytes);
    assertThat(serializer.deserialize(4, bytes)).isEqualTo(RANGES);
    assertThat(serializer.deserialize(3, bytes)).isEqualTo(RANGES);
  }

  @Test
  void stateBeforeThereWereKindsIsOfRanges() throws IOException {
    assertThat(serializer.deserialize(2, ranges.serialize(RANGES))).isEqualTo(RANGES);
  }

  @Test
  void chainsMayHaveNoFrontier() throws IOException {
    ChainEnumeratorState chains =
        new ChainEnumeratorState("listing", false, Optional.empty(), List.of());
    assertThat(serializer.deserialize(4, serializer.serialize(chains))).isEqualTo(chains);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 2_000_000_000})
  void unknownVersionOfRangesIsRefused(int version) {
    assertThatThrownBy(() -> serializer.deserialize(4, marked(1, version, new byte[0])))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unknown version of this kind of enumerator: " + version);
  }

  /** What Flink is told while it restores a new job is lost. */
  @Test
  void damageIsToldWhenTheJobStarts() throws Exception {
    assertThat(restored.getVersion()).isEqualTo(4);
    byte[] bytes = restored.serialize(RANGES);
    assertThat(bytes).isEqualTo(serializer.serialize(RANGES));
    assertThat(restored.deserialize(4, bytes)).isEqualTo(RANGES);

    RestEnumeratorState unreadable = restored.deserialize(4, new byte[] {9});
    assertThat(unreadable).isInstanceOf(UnreadableState.class);
    IOException reason = ((UnreadableState) unreadable).failure();
    assertThat(reason).hasMessageContaining("Unknown kind of enumerator: 9");
    assertThatThrownBy(() -> serializer.serialize(unreadable)).isInstanceOf(IOException.class);

    try (RefusedEnumerator refused = new RefusedEnumerator(unreadable, reason)) {
      assertThat(refused.snapshotState(1)).isSameAs(unreadable);
      assertThatThrownBy(refused::start)
          .isInstanceOf(SuppressRestartsException.class)
          .hasCause(reason);
    }
  }

  private static byte[] marked(int kind, int version, byte[] bytes) {
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) kind)
        .putInt(version)
        .put(bytes)
        .array();
  }
}
