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

import io.github.flinkcomments.connector.delta.commit.SinkIdentity;
import io.github.flinkcomments.connector.delta.commit.SinkIdentitySerializer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.OperatorState;

/** Reads who the Delta sink of a job is out of a snapshot on disk, without running the job. */
final class SinkStateReader {

  /** As the sink's aggregator calls it. */
  private static final String IDENTITY = "identity";

  private static final String AGGREGATOR = "Aggregator";

  private SinkStateReader() {}

  /**
   * The identity of the only Delta sink; empty if there is none, or if there are several.
   *
   * @throws IOException if the snapshot cannot be read
   */
  static Optional<SinkIdentity> read(Snapshot snapshot) throws IOException {
    SnapshotOperators operators = SnapshotOperators.of(snapshot);
    List<OperatorState> sinks =
        operators.keeping(IDENTITY).stream().filter(SinkStateReader::isAggregator).toList();
    return sinks.size() == 1
        ? operators.list(sinks.get(0), IDENTITY, new SinkIdentitySerializer()).stream().findFirst()
        : Optional.empty();
  }

  private static boolean isAggregator(OperatorState operator) {
    return operator.getOperatorName().filter(name -> name.endsWith(AGGREGATOR)).isPresent();
  }
}
