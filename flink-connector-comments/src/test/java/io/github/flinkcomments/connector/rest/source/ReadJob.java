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
package io.github.flinkcomments.connector.rest.source;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.ListingRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.annotation.Nullable;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;

/** Reads the ids of a server's comments on a MiniCluster, through the real source. */
final class ReadJob {

  /** All that is read of a comment. */
  public record Identified(int id) {}

  /**
   * So long that a busy machine has no request repeated: what comes next depends on the answers.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RestSourceBuilder<Identified> source;
  private final Configuration configuration = new Configuration();
  private int parallelism = 2;
  private @Nullable JobID started;
  private MapFunction<Integer, Integer> map = id -> id;

  ReadJob(RestSourceBuilder<Identified> source) {
    this.source = source;
  }

  /**
   * A source with small pages and ranges and short pauses, so that few rows make many of them: a
   * range of 50 rows is two pages, of 25 rows and an overlap row each.
   */
  static RestSourceBuilder<Identified> source(CommentsServer server) {
    return RestSource.builder(PojoRecordFormat.of(Identified.class))
        .setUrl(server.url().toString())
        .setRecordKey("/id")
        .setPageSize(26)
        .setPollInterval(Duration.ofMillis(50))
        .set(RestScanOptions.SPLIT_SIZE, 50L)
        .set(RestRetryOptions.INITIAL_BACKOFF, Duration.ofMillis(5))
        .set(RestRetryOptions.MIN_DURATION, Duration.ZERO)
        .set(RestHttpOptions.REQUEST_TIMEOUT, PATIENCE);
  }

  /** Whether a reader asks for rows; the enumerator asks for no more than two. */
  static boolean isPage(ListingRequest request) {
    return request.asksForMoreThan(2);
  }

  ReadJob parallelism(int subtasks) {
    parallelism = subtasks;
    return this;
  }

  /** Fails the job at its first failure. */
  ReadJob withoutRestarts() {
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    return this;
  }

  /** Sets an option of the job. */
  <V> ReadJob set(ConfigOption<V> option, V value) {
    configuration.set(option, value);
    return this;
  }

  ReadJob map(MapFunction<Integer, Integer> ids) {
    map = ids;
    return this;
  }

  /** The id that Flink gave to the job which was started last. */
  JobID id() {
    return Objects.requireNonNull(started);
  }

  /** Runs a bounded job to its end. */
  List<Integer> readAll() throws Exception {
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Integer> read = run()) {
      read.forEachRemaining(ids::add);
    }
    return ids;
  }

  /** Runs an unbounded job until it has read so many, then cancels it. */
  List<Integer> readUntil(int count, ReadListener listener) throws Exception {
    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Integer> read = run()) {
      while (ids.size() < count) {
        ids.add(read.next());
        listener.read(ids.size());
      }
    }
    return ids;
  }

  /** Starts the job and leaves it running. */
  JobClient start() throws Exception {
    DataStream<Integer> stream = stream();
    stream.sinkTo(new DiscardingSink<>());
    return start(stream);
  }

  /** Is told how many were read. */
  interface ReadListener {
    void read(int count) throws Exception;
  }

  private CloseableIterator<Integer> run() throws Exception {
    DataStream<Integer> stream = stream();
    CloseableIterator<Integer> read = stream.collectAsync();
    start(stream);
    return read;
  }

  private JobClient start(DataStream<Integer> stream) throws Exception {
    JobClient job = stream.getExecutionEnvironment().executeAsync();
    started = job.getJobID();
    return job;
  }

  private DataStream<Integer> stream() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.configure(configuration);
    environment.setParallelism(parallelism);
    environment.enableCheckpointing(100);
    return environment
        .fromSource(source.build(), WatermarkStrategy.noWatermarks(), "comments")
        .map(Identified::id)
        .returns(Types.INT)
        .map(map)
        .returns(Types.INT);
  }
}
