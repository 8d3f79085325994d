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

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Carries {@link WriteResult}s from the writers to the aggregator. */
@Internal
public final class WriteResultSerializer extends StateFormat<WriteResult> {

  /**
   * The files. Since version 3 also the origins of which there may be files of other attempts,
   * after them.
   */
  private static final int VERSION = 3;

  private static final int FIRST_VERSION_WITH_ORIGINS = 3;

  public WriteResultSerializer() {
    super(VERSION, "write result");
  }

  @Override
  void write(WriteResult result, DataOutputSerializer out) throws IOException {
    DataFilesFormat.write(result.files(), out);
    FileOriginFormat.write(result.restoredWriters(), out);
  }

  @Override
  WriteResult read(int storedVersion, DataInputDeserializer in) throws IOException {
    List<DataFile> files =
        DataFilesFormat.read(Math.min(storedVersion, DataFilesFormat.VERSION), in);
    return new WriteResult(
        files,
        storedVersion < FIRST_VERSION_WITH_ORIGINS ? Set.of() : FileOriginFormat.readAll(in));
  }
}
