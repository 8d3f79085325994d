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
package io.github.flinkcomments.examples.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.delta.commit.SinkIdentity;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.ListingEnd;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplitSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a snapshot tells of a job: the number that a progress file holds, and what such a file
 * leaves out.
 *
 * @param current the lowest offset that was not read yet; every row below it is in the table, or
 *     comes into it when the snapshot is restored
 * @param openRanges ranges above that, which are being read, by offset
 * @param frontier the first offset that was never handed to a reader
 * @param end how far the listing was known to reach
 * @param listing the listing that the offsets belong to
 * @param sinkId the name under which the sink commits
 * @param tableId the identifier of the table it commits to
 * @param checkpoint the number of the snapshot
 * @param completed when it was complete
 * @param snapshot where it is; what Flink is told to restore
 */
public record ProgressReport(
    long current,
    List<RangeSplit> openRanges,
    OptionalLong frontier,
    OptionalLong end,
    String listing,
    Optional<String> sinkId,
    Optional<String> tableId,
    long checkpoint,
    Instant completed,
    String snapshot) {

  /**
   * Reads the snapshot of a job with one source of ours, and one Delta sink or none.
   *
   * @throws IOException if the snapshot cannot be read, or holds no such source
   */
  public static ProgressReport of(Snapshot snapshot) throws IOException {
    SourceState<EnumeratorState, RangeSplit> state =
        Progress.ofRanges(
            new SourceStateReader<>(
                    Optional.empty(),
                    new RestEnumeratorStateSerializer(),
                    new RestSplitSerializer())
                .read(snapshot));
    Optional<SinkIdentity> sink = SinkStateReader.read(snapshot);
    EnumeratorState enumerator = state.enumerator();
    return new ProgressReport(
        Progress.of(state).current(),
        openRanges(state),
        enumerator.frontier(),
        enumerator.end().map(ListingEnd::offset).map(OptionalLong::of).orElse(OptionalLong.empty()),
        enumerator.fingerprint(),
        sink.map(identity -> identity.sinkId().value()),
        sink.map(SinkIdentity::tableId),
        snapshot.checkpointId(),
        snapshot.completed(),
        snapshot.directory().getPath());
  }

  private static List<RangeSplit> openRanges(SourceState<EnumeratorState, RangeSplit> state) {
    return Progress.openRanges(state).stream()
        .sorted(Comparator.comparingLong(RangeSplit::start))
        .toList();
  }

  /** A JSON object with these members; what is not known is left out. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("current", current);
    ArrayNode ranges = json.putArray("openRanges");
    openRanges.forEach(
        range ->
            ranges
                .addObject()
                .put("start", range.start())
                .put("end", range.end())
                .put("position", range.position()));
    frontier.ifPresent(offset -> json.put("frontier", offset));
    end.ifPresent(offset -> json.put("end", offset));
    json.put("listing", listing);
    sinkId.ifPresent(id -> json.put("sinkId", id));
    tableId.ifPresent(id -> json.put("tableId", id));
    return json.put("checkpoint", checkpoint)
        .put("completed", completed.toString())
        .put("snapshot", snapshot);
  }
}
