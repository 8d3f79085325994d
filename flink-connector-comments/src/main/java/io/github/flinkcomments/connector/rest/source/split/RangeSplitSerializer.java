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
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link RangeSplit}s.
 *
 * <p>Version 2, big-endian: {@code long start, long end, long position}, identity of the last row
 * ({@code boolean, [int length, UTF-8 bytes]}), kind of that identity (the same). Version 1 had no
 * kind.
 */
@Internal
public final class RangeSplitSerializer extends StateSerializer<RangeSplit> {

  /** The first version. */
  private static final int VERSION_1 = 1;

  /** The current version, which tells the kind of identity. */
  private static final int VERSION_2 = 2;

  /** Creates a serializer; it has no state. */
  public RangeSplitSerializer() {
    super("range split");
  }

  @Override
  public int getVersion() {
    return VERSION_2;
  }

  @Override
  public void write(RangeSplit split, DataOutputView out) throws IOException {
    out.writeLong(split.start());
    out.writeLong(split.end());
    out.writeLong(split.position());
    writeOptionalString(split.lastIdentity(), out);
    writeOptionalString(split.identityKind(), out);
  }

  @Override
  public RangeSplit read(int version, DataInputView in) throws IOException {
    return new RangeSplit(
        in.readLong(),
        in.readLong(),
        in.readLong(),
        readOptionalString(in),
        version == VERSION_1 ? Optional.empty() : readOptionalString(in));
  }
}
