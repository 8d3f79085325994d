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

import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessageTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;

/**
 * What stands between the writers and the committer:
 *
 * <pre>
 *   writer ──┐
 *   writer ──┼──► aggregator ──► committer
 *   writer ──┘    (one)          (one)
 * </pre>
 */
@Internal
public final class CommitTopology {

  /** Part of the operator's identity in savepoints, so it never changes. */
  private static final String AGGREGATOR = "Aggregator";

  private CommitTopology() {}

  /**
   * Adds the aggregator.
   *
   * @param results what the writers send
   * @param target the table
   * @param sinkIdPrefix begins the sink id, if given
   * @param freshStartMode what to do without state, if the table holds rows of an earlier run;
   *     without it, what suits the job
   * @param rewindMode what to do when an older snapshot is restored than the table has seen
   * @throws SinkStateException if a batch job would write an earlier run's rows again
   */
  public static DataStream<CommittableMessage<DeltaCommittable>> aggregate(
      DataStream<CommittableMessage<WriteResult>> results,
      TableTarget target,
      Optional<String> sinkIdPrefix,
      Optional<FreshStartMode> freshStartMode,
      RewindMode rewindMode) {
    TypeInformation<CommittableMessage<DeltaCommittable>> type =
        CommittableMessageTypeInfo.of(DeltaCommittableSerializer::new);
    SingleOutputStreamOperator<CommittableMessage<DeltaCommittable>> aggregator =
        results
            .global()
            .transform(
                AGGREGATOR,
                type,
                new AggregatorOperatorFactory(
                    target,
                    sinkIdPrefix,
                    leftToCheck(
                        freshStartMode.orElseGet(() -> suiting(results.getTransformation())),
                        results.getExecutionEnvironment().getConfiguration(),
                        target,
                        sinkIdPrefix),
                    rewindMode))
            .forceNonParallel();
    if (hasUid(results.getTransformation())) {
      aggregator.uid(AGGREGATOR);
    }
    return new SingleCommitterStream<>(aggregator.global());
  }

  /**
   * Who starts a job a second time without its snapshot reads everything twice. Only rows that the
   * statement itself holds are new each time.
   */
  private static FreshStartMode suiting(Transformation<?> results) {
    return LiteralRows.areAllOf(results) ? FreshStartMode.APPEND : FreshStartMode.FAIL;
  }

  private static FreshStartMode leftToCheck(
      FreshStartMode mode,
      ReadableConfig configuration,
      TableTarget target,
      Optional<String> sinkIdPrefix) {
    boolean early = configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
    return early && mode == FreshStartMode.FAIL
        ? new FreshStart(mode, sinkIdPrefix, CommitScope.JOB, sinks -> Optional.empty())
            .requireAllowedByPlan(target)
        : mode;
  }

  /**
   * Flink puts a sink's uid before that of an operator inside it, and refuses the latter without
   * the former. A sink that has one hands it to its writer first.
   */
  private static boolean hasUid(Transformation<?> results) {
    return results.getInputs().stream().anyMatch(writer -> writer.getUid() != null);
  }

  /** Flink would give the committer the parallelism of the writers; one is all that works. */
  private static final class SingleCommitterStream<T> extends DataStream<T> {

    SingleCommitterStream(DataStream<T> stream) {
      super(stream.getExecutionEnvironment(), stream.getTransformation());
    }

    @Override
    public <R> SingleOutputStreamOperator<R> transform(
        String operatorName,
        TypeInformation<R> outputType,
        OneInputStreamOperatorFactory<T, R> operatorFactory) {
      return super.transform(operatorName, outputType, operatorFactory).forceNonParallel();
    }
  }
}
