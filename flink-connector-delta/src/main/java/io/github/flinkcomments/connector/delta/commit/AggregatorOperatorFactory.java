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

import java.io.Serial;
import java.util.Optional;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;

/**
 * Makes the aggregator for the kind of job that it finds itself in.
 *
 * <p>A streaming job keeps its sink id in state. A batch job has no state, and a lost task makes
 * Flink run the aggregator again, perhaps after the commit; so its id is drawn when the job graph
 * is made, once for each execution.
 */
final class AggregatorOperatorFactory
    extends AbstractStreamOperatorFactory<CommittableMessage<DeltaCommittable>>
    implements OneInputStreamOperatorFactory<
        CommittableMessage<WriteResult>, CommittableMessage<DeltaCommittable>> {

  @Serial private static final long serialVersionUID = 1L;

  private final TableTarget target;
  private final String sinkIdPrefix;
  private final String batchSinkId;
  private final FreshStartMode freshStartMode;
  private final RewindPolicy onRewind;

  AggregatorOperatorFactory(
      TableTarget target,
      Optional<String> sinkIdPrefix,
      FreshStartMode freshStartMode,
      RewindMode rewindMode) {
    this.target = target;
    this.freshStartMode = freshStartMode;
    this.onRewind = RewindPolicy.of(rewindMode);
    this.sinkIdPrefix = sinkIdPrefix.orElse(null);
    this.batchSinkId = SinkId.random(sinkIdPrefix).value();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
  public <T extends StreamOperator<CommittableMessage<DeltaCommittable>>> T createStreamOperator(
      StreamOperatorParameters<CommittableMessage<DeltaCommittable>> parameters) {
    Environment environment = parameters.getContainingTask().getEnvironment();
    return (T)
        switch (environment.getJobType()) {
          case STREAMING -> streaming(parameters, environment);
          case BATCH -> batch(parameters, environment);
        };
  }

  private FreshStart freshStart(Environment environment, CommitScope scope) {
    KeptSnapshots snapshots =
        KeptSnapshots.of(
            environment.getJobConfiguration(), environment.getTaskManagerInfo().getConfiguration());
    return new FreshStart(
        freshStartMode, Optional.ofNullable(sinkIdPrefix), scope, snapshots::newestOf);
  }

  private AggregatorOperator streaming(
      StreamOperatorParameters<CommittableMessage<DeltaCommittable>> parameters,
      Environment environment) {
    try {
      CheckpointRequirement.checkStreaming(environment.getJobConfiguration());
    } catch (IllegalStateException e) {
      throw new SuppressRestartsException(e);
    }
    SinkStart start =
        new SinkStart(
            target,
            () -> SinkId.random(Optional.ofNullable(sinkIdPrefix)),
            freshStart(environment, CommitScope.CHECKPOINT),
            onRewind);
    return new AggregatorOperator(parameters, CommitScope.CHECKPOINT, start);
  }

  private AggregatorOperator batch(
      StreamOperatorParameters<CommittableMessage<DeltaCommittable>> parameters,
      Environment environment) {
    SinkStart start =
        new SinkStart(
            target,
            () -> new SinkId(batchSinkId),
            freshStart(environment, CommitScope.JOB),
            onRewind);
    return new AggregatorOperator(parameters, CommitScope.JOB, start);
  }

  @Override
  @SuppressWarnings("rawtypes")
  public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
    return AggregatorOperator.class;
  }
}
