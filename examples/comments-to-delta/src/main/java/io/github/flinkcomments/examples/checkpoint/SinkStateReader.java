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
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorState;

/** Reads who the Delta sinks of a job are out of a snapshot on disk, without running the job. */
final class SinkStateReader {

  /** As the sink's aggregator calls it. */
  private static final String IDENTITY = "identity";

  private static final String AGGREGATOR = "Aggregator";

  private SinkStateReader() {}

  /**
   * The identities of the Delta sinks that have one by now.
   *
   * @throws IOException if the snapshot cannot be read
   */
  static List<SinkIdentity> read(Snapshot snapshot) throws IOException {
    SnapshotOperators operators = SnapshotOperators.of(snapshot);
    List<SinkIdentity> sinks = new ArrayList<>();
    for (OperatorState operator : operators.keeping(IDENTITY)) {
      if (isAggregator(operator)) {
        sinks.addAll(operators.list(operator, IDENTITY, new SinkIdentitySerializer()));
      }
    }
    return sinks;
  }

  private static boolean isAggregator(OperatorState operator) {
    return operator.getOperatorName().filter(name -> name.endsWith(AGGREGATOR)).isPresent();
  }
}
