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
import java.util.OptionalLong;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Carries {@link DeltaCommittable}s to the committer and keeps them in its state. */
@Internal
public final class DeltaCommittableSerializer extends StateFormat<DeltaCommittable> {

  private static final byte CHECKPOINT_SCOPE = 0;
  private static final byte JOB_SCOPE = 1;

  /**
   * Scope, sink id, table id, checkpoint and files. Since version 3 also the previous checkpoint,
   * before the files, with a flag before it that tells whether it is there. Since version 4 also
   * the origins of which there may be files of other attempts, at the end.
   */
  private static final int VERSION = 4;

  private static final int FIRST_VERSION_WITH_PREVIOUS = 3;
  private static final int FIRST_VERSION_WITH_ORIGINS = 4;

  public DeltaCommittableSerializer() {
    super(VERSION, "committable");
  }

  @Override
  void write(DeltaCommittable committable, DataOutputSerializer out) throws IOException {
    out.writeByte(codeOf(committable.scope()));
    writeText(committable.sinkId().value(), out);
    writeText(committable.tableId(), out);
    out.writeLong(committable.checkpoint());
    writeNumber(committable.previous(), out);
    DataFilesFormat.write(committable.files(), out);
    FileOriginFormat.write(committable.restoredWriters(), out);
  }

  @Override
  DeltaCommittable read(int storedVersion, DataInputDeserializer in) throws IOException {
    return new DeltaCommittable(
        scopeOf(in.readByte()),
        new SinkId(readText(in)),
        readText(in),
        in.readLong(),
        storedVersion < FIRST_VERSION_WITH_PREVIOUS ? OptionalLong.empty() : readNumber(in),
        DataFilesFormat.read(Math.min(storedVersion, DataFilesFormat.VERSION), in),
        storedVersion < FIRST_VERSION_WITH_ORIGINS ? Set.of() : FileOriginFormat.readAll(in));
  }

  private static byte codeOf(CommitScope scope) {
    return switch (scope) {
      case CHECKPOINT -> CHECKPOINT_SCOPE;
      case JOB -> JOB_SCOPE;
    };
  }

  private static CommitScope scopeOf(byte code) throws IOException {
    return switch (code) {
      case CHECKPOINT_SCOPE -> CommitScope.CHECKPOINT;
      case JOB_SCOPE -> CommitScope.JOB;
      default -> throw new IOException("Not a scope of a committable: " + code + ".");
    };
  }
}
