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
package io.github.flinkcomments.connector.delta.simulation;

import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import java.util.List;
import java.util.OptionalLong;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;

/** The sink as it is. Subclasses bring in one bug each, of those that sinks have had. */
class Variant {

  /** Makes one for each attempt of a job, and one for the store. */
  interface Source {

    /**
     * Makes one.
     *
     * @param table to look at
     * @param writersWithState how many of the writers find state to restore
     */
    Variant create(MemoryStorage table, int writersWithState);
  }

  /** The store in which a table is. */
  FaultyStorage storage(MemoryStorage table, Faults faults, Background background) {
    return new FaultyStorage(table, faults, background);
  }

  /** What a writer sends. */
  List<CommittableMessage<WriteResult>> toAggregator(
      List<CommittableMessage<WriteResult>> messages) {
    return messages;
  }

  /** What the aggregator sends. */
  List<CommittableMessage<DeltaCommittable>> toCommitter(
      List<CommittableMessage<DeltaCommittable>> messages, boolean atEnd) {
    return messages;
  }

  /**
   * What commits.
   *
   * @param sound the sink's own
   */
  Committer<DeltaCommittable> committer(
      Committer<DeltaCommittable> sound, JobID job, OptionalLong restored) {
    return sound;
  }
}
