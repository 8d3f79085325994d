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
package io.github.flinkcomments.benchmarks.source;

import io.github.flinkcomments.connector.comments.CommentsSource;
import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.Collector;

/**
 * Reads a listing by the source, in a Flink job of parallelism 1 with checkpoints. The other
 * options of the source have their defaults.
 */
final class SourceJob {

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(1);
  private static final String NANOS = "nanos";
  private static final String CPU_NANOS = "cpuNanos";

  /** The columns of a table of comments, which are the members of the loop's objects. */
  private static final RowType COLUMNS =
      RowType.of(
          false,
          new LogicalType[] {
            new IntType(false),
            new IntType(false),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH),
            new VarCharType(VarCharType.MAX_LENGTH)
          },
          new String[] {"postId", "id", "name", "email", "body"});

  private static final RowRecordFormat ROWS =
      new RowRecordFormat(COLUMNS, List.of(), InternalTypeInfo.of(COLUMNS));

  private final Cluster cluster;
  private final URI url;
  private final Walk walk;
  private final int maxInFlight;

  SourceJob(Cluster cluster, URI url, Walk walk, int maxInFlight) {
    this.cluster = cluster;
    this.url = url;
    this.walk = walk;
    this.maxInFlight = maxInFlight;
  }

  /** Reads the whole listing, which must have so many rows. */
  Measurement read(int rows) throws Exception {
    StreamExecutionEnvironment environment = cluster.environment();
    environment.enableCheckpointing(CHECKPOINT_INTERVAL.toMillis());
    // Otherwise Flink copies each record on its way from one operator to the next.
    environment.getConfig().enableObjectReuse();
    environment
        .fromSource(
            RestSource.builder(ROWS)
                .setRecordKey(CommentsSource.RECORD_KEY)
                .setAll(walk.options())
                .setUrl(url.toString())
                // As the loop: pages do not grow.
                .setPageSize(RestPaginationOptions.PAGE_SIZE.defaultValue())
                .setMaxInFlight(maxInFlight)
                .setBounded()
                .build(),
            WatermarkStrategy.noWatermarks(),
            "Comments")
        .flatMap(new Metering(rows))
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult result = environment.execute();
    return new Measurement(
        rows - 1,
        result.<Long>getAccumulatorResult(NANOS),
        result.<Long>getAccumulatorResult(CPU_NANOS));
  }

  /** Counts the rows and lets none of them through. */
  private static final class Metering extends RichFlatMapFunction<RowData, RowData> {

    private static final long serialVersionUID = 1L;

    private final long rows;
    private transient RowMeter meter;
    private transient LongCounter nanos;
    private transient LongCounter cpuNanos;

    Metering(long rows) {
      this.rows = rows;
    }

    @Override
    public void open(OpenContext context) {
      meter = new RowMeter(rows);
      nanos = getRuntimeContext().getLongCounter(NANOS);
      cpuNanos = getRuntimeContext().getLongCounter(CPU_NANOS);
    }

    @Override
    public void flatMap(RowData row, Collector<RowData> out) {
      meter
          .count()
          .ifPresent(
              measurement -> {
                nanos.add(measurement.nanos());
                cpuNanos.add(measurement.cpuNanos());
              });
    }
  }
}
