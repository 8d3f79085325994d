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

import java.io.IOException;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Keeps {@link WriterState} in the writers' state. */
@Internal
public final class WriterStateSerializer extends StateFormat<WriterState> {

  /** Job id, and the origin of the files to come. */
  private static final int VERSION = 1;

  public WriterStateSerializer() {
    super(VERSION, "writer state");
  }

  @Override
  void write(WriterState state, DataOutputSerializer out) throws IOException {
    writeText(state.jobId(), out);
    FileOriginFormat.write(state.origin(), out);
  }

  @Override
  WriterState read(int storedVersion, DataInputDeserializer in) throws IOException {
    return new WriterState(readText(in), FileOriginFormat.read(in));
  }
}
