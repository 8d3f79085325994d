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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Carries {@link WriteResult}s from the writers to the aggregator. */
public final class WriteResultSerializer extends StateFormat<WriteResult> {

  /** The layout is that of the files, in all versions. */
  public WriteResultSerializer() {
    super(DataFilesFormat.VERSION, "write result");
  }

  @Override
  void write(WriteResult result, DataOutputSerializer out) throws IOException {
    DataFilesFormat.write(result.files(), out);
  }

  @Override
  WriteResult read(int storedVersion, DataInputDeserializer in) throws IOException {
    return new WriteResult(DataFilesFormat.read(storedVersion, in));
  }
}
