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

import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.DeltaCommittableSerializer;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.commit.WriteResultSerializer;
import io.github.flinkcomments.connector.delta.simulation.TaskHarness.Place;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.jobgraph.JobType;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.transformations.OneInputTransformation;
import org.apache.flink.streaming.runtime.operators.sink.CommitterOperatorFactory;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.table.data.RowData;

/** The operators that Flink makes of a sink, as a job that was submitted once has them. */
final class SinkOperators {

  private static final TypeInformation<CommittableMessage<WriteResult>> WRITTEN =
      CommittableMessageTypeInfo.of(WriteResultSerializer::new);
  private static final TypeInformation<CommittableMessage<DeltaCommittable>> COMMITTABLE =
      CommittableMessageTypeInfo.of(DeltaCommittableSerializer::new);

  private final DeltaSink sink;
  private final OneInputStreamOperatorFactory<
          CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>
      aggregator;

  SinkOperators(DeltaSink sink) {
    this.sink = sink;
    this.aggregator = aggregatorOf(sink);
  }

  /** The sink hands it out in a topology only. */
  @SuppressWarnings("unchecked")
  private static OneInputStreamOperatorFactory<
          CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>
      aggregatorOf(DeltaSink sink) {
    StreamExecutionEnvironment job = new StreamExecutionEnvironment();
    job.enableCheckpointing(1000);
    DataStream<?> anything = job.fromSequence(0, 1);
    return sink
        .addPreCommitTopology((DataStream<CommittableMessage<WriteResult>>) anything)
        .getTransformation()
        .getTransitivePredecessors()
        .stream()
        .filter(OneInputTransformation.class::isInstance)
        .map(
            step ->
                (OneInputTransformation<
                        CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>)
                    step)
        .map(
            step ->
                (OneInputStreamOperatorFactory<
                        CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>>)
                    step.getOperatorFactory())
        .findFirst()
        .orElseThrow();
  }

  TaskHarness<RowData, CommittableMessage<WriteResult>> writer(Place place) throws Exception {
    return new TaskHarness<>(new SinkWriterOperatorFactory<>(sink), place, WRITTEN);
  }

  TaskHarness<CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>> aggregator(
      Place place) throws Exception {
    return new TaskHarness<>(aggregator, place, COMMITTABLE);
  }

  TaskHarness<CommittableMessage<DeltaCommittable>, CommittableMessage<DeltaCommittable>> committer(
      Place place, Variant variant) throws Exception {
    boolean isBatch = place.type() == JobType.BATCH;
    return new TaskHarness<>(
        new CommitterOperatorFactory<>(new Committing(sink, variant, place), isBatch, !isBatch),
        place,
        COMMITTABLE);
  }

  /** The sink with the committer of a variant. */
  private record Committing(DeltaSink sink, Variant variant, Place place)
      implements SupportsCommitter<DeltaCommittable> {

    @Override
    public Committer<DeltaCommittable> createCommitter(CommitterInitContext context) {
      return variant.committer(
          sink.createCommitter(context), place.job(), context.getRestoredCheckpointId());
    }

    @Override
    public SimpleVersionedSerializer<DeltaCommittable> getCommittableSerializer() {
      return sink.getCommittableSerializer();
    }
  }
}
