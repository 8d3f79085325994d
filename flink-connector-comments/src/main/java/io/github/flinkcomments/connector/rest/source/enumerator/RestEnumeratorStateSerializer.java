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
 * <p>Version 4, big-endian: {@code byte kind}; 1, ranges: {@code int version} and what {@link
 * RangeEnumeratorStateSerializer} writes; 2, chains: fingerprint ({@code int length, UTF-8 bytes}),
 * {@code boolean begun}, frontier ({@code byte kind}; 0, none; 1, pages: {@code long first, long
 * next, long last, long records of a page}; 2, keys: {@code long first, long next, long last, long
 * keys of a range}), waiting chains ({@code int split version, int count}, then each as {@link
 * ChainSplitSerializer} writes it). Version 3 had no frontier of keys. Versions 1 and 2 are ranges
 * as their serializer wrote them.
 */
@Internal
public final class RestEnumeratorStateSerializer extends StateSerializer<RestEnumeratorState> {

  private static final int VERSION_3 = 3;

  /** The current version, which has a frontier of keys. */
  private static final int VERSION_4 = 4;

  private static final byte RANGES = 1;
  private static final byte CHAINS = 2;
  private static final byte NO_FRONTIER = 0;
  private static final byte PAGES = 1;
  private static final byte KEYS = 2;

  private final RangeEnumeratorStateSerializer ranges = new RangeEnumeratorStateSerializer();
  private final ChainSplitSerializer chains = new ChainSplitSerializer();

  /** Creates a serializer; it has no state. */
  public RestEnumeratorStateSerializer() {
    super("enumerator state");
  }

  @Override
  public int getVersion() {
    return VERSION_4;
  }

  @Override
  protected void write(RestEnumeratorState state, DataOutputView out) throws IOException {
    if (state instanceof RangeEnumeratorState range) {
      out.writeByte(RANGES);
      out.writeInt(ranges.getVersion());
      ranges.write(range, out);
    } else if (state instanceof ChainEnumeratorState chain) {
      out.writeByte(CHAINS);
      writeChains(chain, out);
    } else {
      throw new IOException("State that could not be read cannot be written: " + state);
    }
  }

  private void writeChains(ChainEnumeratorState state, DataOutputView out) throws IOException {
    writeString(state.fingerprint(), out);
    out.writeBoolean(state.begun());
    writeFrontier(state.frontier(), out);
    out.writeInt(chains.getVersion());
    out.writeInt(state.waiting().size());
    for (ChainSplit split : state.waiting()) {
      chains.write(split, out);
    }
  }

  private static void writeFrontier(Optional<Frontier> frontier, DataOutputView out)
      throws IOException {
    if (frontier.isEmpty()) {
      out.writeByte(NO_FRONTIER);
    } else if (frontier.get() instanceof PageFrontier pages) {
      out.writeByte(PAGES);
      out.writeLong(pages.firstPage());
      out.writeLong(pages.nextPage());
      out.writeLong(pages.lastPage());
      out.writeLong(pages.pageRecords());
    } else if (frontier.get() instanceof KeyFrontier keys) {
      out.writeByte(KEYS);
      out.writeLong(keys.firstKey());
      out.writeLong(keys.nextKey());
      out.writeLong(keys.lastKey());
      out.writeLong(keys.keysOfRange());
    }
  }

  private static Optional<Frontier> readFrontier(DataInputView in) throws IOException {
    byte kind = in.readByte();
    return switch (kind) {
      case NO_FRONTIER -> Optional.empty();
      case PAGES ->
          Optional.of(new PageFrontier(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
      case KEYS ->
          Optional.of(new KeyFrontier(in.readLong(), in.readLong(), in.readLong(), in.readLong()));
      default -> throw new IOException("Unknown kind of frontier: " + kind);
    };
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
    Optional<Frontier> frontier = readFrontier(in);
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
