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

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * The aggregator's state: who writes, and to which table. Its size does not grow.
 *
 * @param sinkId drawn at the first start; moves on to another epoch when the sink goes back
 * @param tableId the table's own identifier, so that a table deleted or created anew under a
 *     restored job is noticed
 * @param newestCommittable the newest checkpoint for which there was something to commit, or zero,
 *     which is before all checkpoints, if there was none; nothing if the state is too old to tell
 * @param snapshotTime when the snapshot was taken that this was kept in, to the millisecond; none
 *     in a run without state, nor if the state is too old to tell
 */
@Internal
public record SinkIdentity(
    SinkId sinkId, String tableId, OptionalLong newestCommittable, Optional<Instant> snapshotTime) {

  private static final long BEFORE_ALL_CHECKPOINTS = 0;

  public SinkIdentity {
    requireNonNull(sinkId);
    requireNonNull(tableId);
    requireNonNull(newestCommittable);
    requireNonNull(snapshotTime);
  }

  /** The identity of a sink that has written nothing so far. */
  static SinkIdentity first(SinkId sinkId, String tableId) {
    return new SinkIdentity(
        sinkId, tableId, OptionalLong.of(BEFORE_ALL_CHECKPOINTS), Optional.empty());
  }

  SinkIdentity goingOnAs(SinkId epoch) {
    return new SinkIdentity(epoch, tableId, newestCommittable, snapshotTime);
  }

  SinkIdentity withCommittableOf(long checkpoint) {
    return new SinkIdentity(sinkId, tableId, OptionalLong.of(checkpoint), snapshotTime);
  }

  SinkIdentity keptAt(Instant time) {
    return new SinkIdentity(
        sinkId, tableId, newestCommittable, Optional.of(time.truncatedTo(ChronoUnit.MILLIS)));
  }
}
