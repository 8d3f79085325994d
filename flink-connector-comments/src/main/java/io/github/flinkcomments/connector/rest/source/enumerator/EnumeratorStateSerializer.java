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

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitSerializer;
import io.github.flinkcomments.connector.rest.source.state.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link EnumeratorState}s.
 *
 * <p>Version 1, big-endian: fingerprint ({@code int length, UTF-8 bytes}), frontier ({@code
 * boolean, [long]}), fixed end (same), returned ranges ({@code int range version, int count}, then
 * each as {@link RangeSplitSerializer} writes it), end ({@code boolean, [long offset, boolean,
 * [anchor as int length, UTF-8 bytes]]}), {@code long probes}.
 */
public final class EnumeratorStateSerializer extends StateSerializer<EnumeratorState> {

  /** The first and current version. */
  private static final int VERSION_1 = 1;

  private final RangeSplitSerializer ranges = new RangeSplitSerializer();

  /** Creates a serializer; it has no state. */
  public EnumeratorStateSerializer() {
    super("enumerator state");
  }

  @Override
  public int getVersion() {
    return VERSION_1;
  }

  @Override
  protected void write(EnumeratorState state, DataOutputView out) throws IOException {
    writeString(state.fingerprint(), out);
    writeOptionalLong(state.frontier(), out);
    writeOptionalLong(state.fixedEnd(), out);
    out.writeInt(ranges.getVersion());
    out.writeInt(state.returned().size());
    for (RangeSplit range : state.returned()) {
      ranges.write(range, out);
    }
    out.writeBoolean(state.end().isPresent());
    if (state.end().isPresent()) {
      out.writeLong(state.end().get().offset());
      writeOptionalString(state.end().get().anchor(), out);
    }
    out.writeLong(state.probes());
  }

  @Override
  protected EnumeratorState read(int version, DataInputView in) throws IOException {
    String fingerprint = readString(in);
    OptionalLong frontier = readOptionalLong(in);
    OptionalLong fixedEnd = readOptionalLong(in);
    List<RangeSplit> returned = readRanges(in);
    Optional<ListingEnd> end =
        in.readBoolean()
            ? Optional.of(new ListingEnd(in.readLong(), readOptionalString(in)))
            : Optional.empty();
    return new EnumeratorState(fingerprint, frontier, fixedEnd, returned, end, in.readLong());
  }

  private List<RangeSplit> readRanges(DataInputView in) throws IOException {
    int version = in.readInt();
    int count = in.readInt();
    List<RangeSplit> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(ranges.read(version, in));
    }
    return read;
  }
}
