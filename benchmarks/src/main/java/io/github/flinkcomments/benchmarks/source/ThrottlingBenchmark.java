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

import io.github.flinkcomments.benchmarks.report.Machine;
import io.github.flinkcomments.benchmarks.report.Report;
import io.github.flinkcomments.connector.comments.Comment;
import io.github.flinkcomments.connector.comments.CommentsSource;
import java.net.URI;
import java.time.Duration;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * How much of what a server allows a job makes use of, where that is little: the server counts. The
 * job must not fail, so that a request that is given up ends the benchmark.
 */
public final class ThrottlingBenchmark {

  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int PAGE_SIZE = 10;
  private static final int READERS = 2;
  private static final String ROWS = "rows";

  private final int requests;
  private final Report report;

  /**
   * @param requests that are to be allowed, about
   */
  public ThrottlingBenchmark(int requests, Report report) {
    this.requests = requests;
    this.report = report;
  }

  /**
   * Runs it.
   *
   * @param maxInFlight requests that each reader may have under way
   */
  public void run(int maxInFlight) throws Exception {
    report.section(
        "A server that allows a request a second, %d readers with %d requests in flight"
            .formatted(READERS, maxInFlight));
    report.line("Before: " + Machine.load());
    int rows = requests * (PAGE_SIZE - 1);
    try (ThrottlingServer server = new ThrottlingServer(INTERVAL, rows)) {
      long read = read(server.url(), maxInFlight);
      if (read != rows) {
        throw new IllegalStateException("Of %d rows %d were read.".formatted(rows, read));
      }
      report.line(
          "%d requests allowed, %d refused with 429, none given up"
              .formatted(server.allowed(), server.refused()));
      report.line(
          "Part of the allowed requests that was used: %.1f %%; by the median of the times between two: %.1f %%"
              .formatted(server.usedPart() * 100, server.usedPartByMedian() * 100));
    }
    report.line("After: " + Machine.load());
  }

  private static long read(URI url, int maxInFlight) throws Exception {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            READERS, new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
    environment.enableCheckpointing(1000);
    environment
        .fromSource(
            CommentsSource.builder()
                .setUrl(url.toString())
                .setPageSize(PAGE_SIZE)
                .setMaxInFlight(READERS * maxInFlight)
                .setBounded()
                .build(),
            WatermarkStrategy.noWatermarks(),
            "Comments")
        .map(new Counting())
        .sinkTo(new DiscardingSink<>());
    JobExecutionResult result = environment.execute();
    return result.<Long>getAccumulatorResult(ROWS);
  }

  /** Counts the rows. */
  private static final class Counting extends RichMapFunction<Comment, Integer> {

    private static final long serialVersionUID = 1L;

    private transient LongCounter rows;

    @Override
    public void open(OpenContext context) {
      rows = getRuntimeContext().getLongCounter(ROWS);
    }

    @Override
    public Integer map(Comment comment) {
      rows.add(1L);
      return comment.id();
    }
  }
}
