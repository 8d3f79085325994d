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

import io.github.flinkcomments.connector.rest.source.enumerator.FixedEnd.Reason;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitSerializer;
import io.github.flinkcomments.connector.rest.source.state.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link RangeEnumeratorState}s.
 *
 * <p>Version 2, big-endian: fingerprint ({@code int length, UTF-8 bytes}), kind of identity ({@code
 * boolean, [int length, UTF-8 bytes]}), frontier ({@code boolean, [long]}), fixed end ({@code
 * boolean, [long offset, byte reason]}), returned ranges ({@code int range version, int count},
 * then each as {@link RangeSplitSerializer} writes it), end ({@code boolean, [long offset, anchor,
 * digest of its content]}, both as the kind of identity), {@code long probes}.
 *
 * <p>Version 1 had neither kind of identity, nor reason, nor digest: fingerprint ({@code int
 * length, UTF-8 bytes}), frontier ({@code boolean, [long]}), fixed end (same), returned ranges
 * ({@code int range version, int count}, then each as {@link RangeSplitSerializer} writes it), end
 * ({@code boolean, [long offset, boolean, [anchor as int length, UTF-8 bytes]]}), {@code long
 * probes}.
 */
@Internal
public final class RangeEnumeratorStateSerializer extends StateSerializer<RangeEnumeratorState> {

  /** The first version. */
  private static final int VERSION_1 = 1;

  /** The current version: kind of identity, reason of the fixed end, digest of the anchor. */
  private static final int VERSION_2 = 2;

  private final RangeSplitSerializer ranges = new RangeSplitSerializer();

  /** Creates a serializer; it has no state. */
  public RangeEnumeratorStateSerializer() {
    super("enumerator state");
  }

  @Override
  public int getVersion() {
    return VERSION_2;
  }

  @Override
  protected void write(RangeEnumeratorState state, DataOutputView out) throws IOException {
    writeString(state.fingerprint(), out);
    writeOptionalString(state.identityKind(), out);
    writeOptionalLong(state.frontier(), out);
    out.writeBoolean(state.fixedEnd().isPresent());
    if (state.fixedEnd().isPresent()) {
      out.writeLong(state.fixedEnd().get().offset());
      out.writeByte(state.fixedEnd().get().reason().number());
    }
    out.writeInt(ranges.getVersion());
    out.writeInt(state.returned().size());
    for (RangeSplit range : state.returned()) {
      ranges.write(range, out);
    }
    out.writeBoolean(state.end().isPresent());
    if (state.end().isPresent()) {
      out.writeLong(state.end().get().offset());
      writeOptionalString(state.end().get().anchor(), out);
      writeOptionalString(state.end().get().content(), out);
    }
    out.writeLong(state.probes());
  }

  @Override
  protected RangeEnumeratorState read(int version, DataInputView in) throws IOException {
    String fingerprint = readString(in);
    Optional<String> identityKind =
        version == VERSION_1 ? Optional.empty() : readOptionalString(in);
    OptionalLong frontier = readOptionalLong(in);
    Optional<FixedEnd> fixedEnd =
        in.readBoolean() ? Optional.of(readFixedEnd(version, in)) : Optional.empty();
    List<RangeSplit> returned = readRanges(in);
    Optional<ListingEnd> end =
        in.readBoolean() ? Optional.of(readEnd(version, in)) : Optional.empty();
    return new RangeEnumeratorState(
        fingerprint, identityKind, frontier, fixedEnd, returned, end, in.readLong());
  }

  private static FixedEnd readFixedEnd(int version, DataInputView in) throws IOException {
    long offset = in.readLong();
    return new FixedEnd(offset, version == VERSION_1 ? Reason.UNKNOWN : readReason(in.readByte()));
  }

  private static Reason readReason(byte number) throws IOException {
    for (Reason reason : Reason.values()) {
      if (reason.number() == number) {
        return reason;
      }
    }
    throw new IOException("Unknown reason to stop: " + number);
  }

  private static ListingEnd readEnd(int version, DataInputView in) throws IOException {
    long offset = in.readLong();
    Optional<String> anchor = readOptionalString(in);
    return new ListingEnd(
        offset, anchor, version == VERSION_1 ? Optional.empty() : readOptionalString(in));
  }

  private List<RangeSplit> readRanges(DataInputView in) throws IOException {
    int version = in.readInt();
    if (version < 1 || version > ranges.getVersion()) {
      throw new IOException("Unknown version of ranges: " + version);
    }
    int count = readCount(in);
    List<RangeSplit> read = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      read.add(ranges.read(version, in));
    }
    return read;
  }
}
