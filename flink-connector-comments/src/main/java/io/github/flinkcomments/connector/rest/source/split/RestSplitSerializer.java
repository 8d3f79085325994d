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

import io.github.flinkcomments.connector.rest.source.state.StateSerializer;
import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes splits of every kind.
 *
 * <p>Version 4, big-endian: {@code byte kind} (1 range, 2 chain, 3 dead letters), {@code int
 * version} of the kind's own serializer, then what that writes: {@link RangeSplitSerializer},
 * {@link ChainSplitSerializer}, {@link DeadLetterSplitSerializer}. Version 3 had no dead letters.
 * Versions 1 and 2 are ranges as their serializer wrote them.
 */
@Internal
public final class RestSplitSerializer extends StateSerializer<RestSplit> {

  private static final int VERSION_3 = 3;

  /** The current version, which has dead letters. */
  private static final int VERSION_4 = 4;

  private static final byte RANGE = 1;
  private static final byte CHAIN = 2;
  private static final byte DEAD_LETTERS = 3;

  private final RangeSplitSerializer ranges = new RangeSplitSerializer();
  private final ChainSplitSerializer chains = new ChainSplitSerializer();
  private final DeadLetterSplitSerializer letters = new DeadLetterSplitSerializer();

  /** Creates a serializer; it has no state. */
  public RestSplitSerializer() {
    super("split");
  }

  @Override
  public int getVersion() {
    return VERSION_4;
  }

  @Override
  public void write(RestSplit split, DataOutputView out) throws IOException {
    if (split instanceof RangeSplit range) {
      out.writeByte(RANGE);
      out.writeInt(ranges.getVersion());
      ranges.write(range, out);
    } else if (split instanceof ChainSplit chain) {
      out.writeByte(CHAIN);
      out.writeInt(chains.getVersion());
      chains.write(chain, out);
    } else if (split instanceof DeadLetterSplit pending) {
      out.writeByte(DEAD_LETTERS);
      out.writeInt(letters.getVersion());
      letters.write(pending, out);
    }
  }

  @Override
  public RestSplit read(int version, DataInputView in) throws IOException {
    if (version < VERSION_3) {
      return ranges.read(version, in);
    }
    byte kind = in.readByte();
    int kindVersion = in.readInt();
    return switch (kind) {
      case RANGE -> ranges.read(required(kindVersion, ranges), in);
      case CHAIN -> chains.read(required(kindVersion, chains), in);
      case DEAD_LETTERS -> letters.read(required(kindVersion, letters), in);
      default -> throw new IOException("Unknown kind of split: " + kind);
    };
  }

  private static int required(int version, StateSerializer<?> serializer) throws IOException {
    if (version < 1 || version > serializer.getVersion()) {
      throw new IOException("Unknown version of this kind of split: %d".formatted(version));
    }
    return version;
  }
}
