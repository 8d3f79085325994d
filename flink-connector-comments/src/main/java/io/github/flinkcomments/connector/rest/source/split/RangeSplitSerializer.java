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
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link RangeSplit}s.
 *
 * <p>Version 1: {@code long start, long end, long position, boolean has identity, [int length,
 * UTF-8 bytes]}, big-endian.
 */
public final class RangeSplitSerializer extends StateSerializer<RangeSplit> {

  /** The first and current version. */
  private static final int VERSION_1 = 1;

  /** Creates a serializer; it has no state. */
  public RangeSplitSerializer() {
    super("range split");
  }

  @Override
  public int getVersion() {
    return VERSION_1;
  }

  @Override
  public void write(RangeSplit split, DataOutputView out) throws IOException {
    out.writeLong(split.start());
    out.writeLong(split.end());
    out.writeLong(split.position());
    writeOptionalString(split.lastIdentity(), out);
  }

  @Override
  public RangeSplit read(int version, DataInputView in) throws IOException {
    return new RangeSplit(in.readLong(), in.readLong(), in.readLong(), readOptionalString(in));
  }
}
