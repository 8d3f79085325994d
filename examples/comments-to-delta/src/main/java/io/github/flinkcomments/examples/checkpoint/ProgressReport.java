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
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import io.github.flinkcomments.connector.rest.source.split.RestSplitSerializer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a snapshot tells of a job.
 *
 * @param sources how far each of them had come
 * @param otherSources names of the sources that are of other connectors
 * @param sinks the names under which they commit, and their tables
 * @param checkpoint the number of the snapshot
 * @param completed when it was complete
 * @param snapshot where it is; what Flink is told to restore
 */
public record ProgressReport(
    List<SourceReport> sources,
    List<String> otherSources,
    List<SinkIdentity> sinks,
    long checkpoint,
    Instant completed,
    String snapshot) {

  /**
   * Reads the snapshot of a job with sources and Delta sinks of ours.
   *
   * @throws IOException if the snapshot cannot be read, or holds no such source
   */
  public static ProgressReport of(Snapshot snapshot) throws IOException {
    SourceStateReader.Sources<RestEnumeratorState, RestSplit> sources =
        new SourceStateReader<>(
                Optional.empty(), new RestEnumeratorStateSerializer(), new RestSplitSerializer())
            .readAll(snapshot);
    List<String> others = sources.others().stream().map(SourceReport::tableName).toList();
    if (sources.states().isEmpty()) {
      throw new IOException(
          "The job of snapshot %s has no source of the connectors 'rest' and 'comments', so there is no progress of one to show%s."
              .formatted(
                  snapshot.directory(),
                  others.isEmpty() ? "" : "; it reads from " + String.join(", ", others)));
    }
    return new ProgressReport(
        sources.states().stream().map(SourceReport::of).toList(),
        others,
        SinkStateReader.read(snapshot),
        snapshot.checkpointId(),
        snapshot.completed(),
        snapshot.directory().getPath());
  }

  /** A JSON object; of a job with several sources or sinks, it has an array of them. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (sources.size() == 1) {
      sources.get(0).addTo(json);
    } else {
      ArrayNode array = json.putArray("sources");
      sources.forEach(source -> array.add(source.toJson()));
    }
    if (!otherSources.isEmpty()) {
      ArrayNode array = json.putArray("otherSources");
      otherSources.forEach(array::add);
    }
    if (sinks.size() == 1) {
      add(sinks.get(0), json);
    } else if (!sinks.isEmpty()) {
      ArrayNode array = json.putArray("sinks");
      sinks.forEach(sink -> add(sink, array.addObject()));
    }
    return json.put("checkpoint", checkpoint)
        .put("completed", completed.toString())
        .put("snapshot", snapshot);
  }

  private static void add(SinkIdentity sink, ObjectNode json) {
    json.put("sinkId", sink.sinkId().value()).put("tableId", sink.tableId());
  }
}
