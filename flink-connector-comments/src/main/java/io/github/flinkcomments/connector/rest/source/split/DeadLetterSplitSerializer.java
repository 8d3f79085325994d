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
 * Serializes {@link DeadLetterSplit}s.
 *
 * <p>Version 1, big-endian; a string is {@code int length, UTF-8 bytes}: string file, {@code int
 * version} of the file system's form, string pending.
 */
final class DeadLetterSplitSerializer extends StateSerializer<DeadLetterSplit> {

  private static final int VERSION_1 = 1;

  /** Creates a serializer; it has no state. */
  DeadLetterSplitSerializer() {
    super("file of dead letters");
  }

  @Override
  public int getVersion() {
    return VERSION_1;
  }

  @Override
  public void write(DeadLetterSplit split, DataOutputView out) throws IOException {
    writeString(split.file(), out);
    out.writeInt(split.version());
    writeString(split.pending(), out);
  }

  @Override
  public DeadLetterSplit read(int version, DataInputView in) throws IOException {
    return new DeadLetterSplit(readString(in), in.readInt(), readString(in));
  }
}
