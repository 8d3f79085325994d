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

import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.connector.rest.source.split.ChainSplitSerializer;
import io.github.flinkcomments.connector.rest.source.state.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes the state of every kind of enumerator.
 *
 * <p>Version 3, big-endian: {@code byte kind}; 1, ranges: {@code int version} and what {@link
 * EnumeratorStateSerializer} writes; 2, chains: fingerprint ({@code int length, UTF-8 bytes}),
 * {@code boolean begun}, frontier of pages ({@code boolean, [long first, long next, long last, long
 * records of a page]}), waiting chains ({@code int split version, int count}, then each as {@link
 * ChainSplitSerializer} writes it). Versions 1 and 2 are ranges as their serializer wrote them.
 */
@Internal
public final class RestEnumeratorStateSerializer extends StateSerializer<RestEnumeratorState> {

  private static final int VERSION_3 = 3;
  private static final byte RANGES = 1;
  private static final byte CHAINS = 2;

  private final EnumeratorStateSerializer ranges = new EnumeratorStateSerializer();
  private final ChainSplitSerializer chains = new ChainSplitSerializer();

  /** Creates a serializer; it has no state. */
  public RestEnumeratorStateSerializer() {
    super("enumerator state");
  }

  @Override
  public int getVersion() {
    return VERSION_3;
  }

  @Override
  protected void write(RestEnumeratorState state, DataOutputView out) throws IOException {
    if (state instanceof EnumeratorState range) {
      out.writeByte(RANGES);
      out.writeInt(ranges.getVersion());
      ranges.write(range, out);
    } else if (state instanceof ChainEnumeratorState chain) {
      out.writeByte(CHAINS);
      writeChains(chain, out);
    }
  }

  private void writeChains(ChainEnumeratorState state, DataOutputView out) throws IOException {
    writeString(state.fingerprint(), out);
    out.writeBoolean(state.begun());
    out.writeBoolean(state.frontier().isPresent());
    if (state.frontier().isPresent()) {
      PageFrontier frontier = state.frontier().get();
      out.writeLong(frontier.firstPage());
      out.writeLong(frontier.nextPage());
      out.writeLong(frontier.lastPage());
      out.writeLong(frontier.pageRecords());
    }
    out.writeInt(chains.getVersion());
    out.writeInt(state.waiting().size());
    for (ChainSplit split : state.waiting()) {
      chains.write(split, out);
    }
  }

  @Override
  protected RestEnumeratorState read(int version, DataInputView in) throws IOException {
    if (version < VERSION_3) {
      return ranges.read(version, in);
    }
    byte kind = in.readByte();
    return switch (kind) {
      case RANGES -> ranges.read(required(in.readInt(), ranges), in);
      case CHAINS -> readChains(in);
      default -> throw new IOException("Unknown kind of enumerator: " + kind);
    };
  }

  private ChainEnumeratorState readChains(DataInputView in) throws IOException {
    String fingerprint = readString(in);
    boolean begun = in.readBoolean();
    Optional<PageFrontier> frontier =
        in.readBoolean()
            ? Optional.of(
                new PageFrontier(in.readLong(), in.readLong(), in.readLong(), in.readLong()))
            : Optional.empty();
    int version = required(in.readInt(), chains);
    List<ChainSplit> waiting = new ArrayList<>();
    for (int i = readCount(in); i > 0; i--) {
      waiting.add(chains.read(version, in));
    }
    return new ChainEnumeratorState(fingerprint, begun, frontier, waiting);
  }

  private static int required(int version, StateSerializer<?> serializer) throws IOException {
    if (version < 1 || version > serializer.getVersion()) {
      throw new IOException("Unknown version of this kind of enumerator: %d".formatted(version));
    }
    return version;
  }
}
