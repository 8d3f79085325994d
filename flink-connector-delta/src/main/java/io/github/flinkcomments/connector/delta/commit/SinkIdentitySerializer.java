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
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Keeps {@link SinkIdentity} in the aggregator's state. */
@Internal
public final class SinkIdentitySerializer extends StateFormat<SinkIdentity> {

  /**
   * Sink id, table id. Since version 2 also the newest committable's checkpoint and the snapshot's
   * time in milliseconds since the epoch, both with a flag before them that tells whether they are
   * there.
   */
  private static final int VERSION = 2;

  private static final int FIRST_VERSION_WITH_SNAPSHOT = 2;

  public SinkIdentitySerializer() {
    super(VERSION, "sink identity");
  }

  @Override
  void write(SinkIdentity identity, DataOutputSerializer out) throws IOException {
    writeText(identity.sinkId().value(), out);
    writeText(identity.tableId(), out);
    writeNumber(identity.newestCommittable(), out);
    writeNumber(identity.snapshotTime().stream().mapToLong(Instant::toEpochMilli).findFirst(), out);
  }

  @Override
  SinkIdentity read(int storedVersion, DataInputDeserializer in) throws IOException {
    SinkId sinkId = new SinkId(readText(in));
    String tableId = readText(in);
    return storedVersion < FIRST_VERSION_WITH_SNAPSHOT
        ? new SinkIdentity(sinkId, tableId, OptionalLong.empty(), Optional.empty())
        : new SinkIdentity(sinkId, tableId, readNumber(in), readTime(in));
  }

  private static Optional<Instant> readTime(DataInputDeserializer in) throws IOException {
    return readNumber(in).stream().mapToObj(Instant::ofEpochMilli).findFirst();
  }
}
