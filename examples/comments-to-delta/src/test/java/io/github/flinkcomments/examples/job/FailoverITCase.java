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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.comments.CommentsSource;
import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.table.TableVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Source and sink together, at parallelism 3, through a failure at every stage of a checkpoint. */
@Tag("flink-versions")
class FailoverITCase {

  private static final int COMMENTS = 2000;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(3).build());

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void eachCommentIsInTheTableOnceThroughAFailure(FailingMap.Stage stage) throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(COMMENTS).start()) {
      FailingMap.armed(stage, COMMENTS);
      StreamExecutionEnvironment environment = environment();
      build(environment, server, "table");
      environment.execute();
      assertThat(FailingMap.hasFailed()).isTrue();
      assertHoldsEachCommentOnce("table");
    }
  }

  @Test
  void twoSinksOnOneTableAddUp() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(COMMENTS).start()) {
      FailingMap.armed(FailingMap.Stage.AFTER_A_COMMIT, COMMENTS);
      StreamExecutionEnvironment environment = environment();
      build(environment, server, "table");
      build(environment, server, "table");
      environment.execute();
      int[] twice =
          IntStream.rangeClosed(1, COMMENTS).flatMap(id -> IntStream.of(id, id)).toArray();
      assertThat(reader("table").ids()).isEqualTo(twice);
    }
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(3);
    environment.enableCheckpointing(100);
    return environment;
  }

  private void build(StreamExecutionEnvironment environment, CommentsServer server, String table) {
    environment
        .fromSource(
            CommentsSource.builder()
                .setUrl(server.url().toString())
                .setBounded()
                .setPageSize(20)
                .setPollInterval(Duration.ofMillis(50))
                .setMaxRecordsPerCheckpoint(200)
                .set(RestScanOptions.SPLIT_SIZE, 100L)
                .build(),
            WatermarkStrategy.noWatermarks(),
            "Comments")
        .map(new IngestedComment())
        .returns(InternalTypeInfo.of(IngestedComment.ROW_TYPE))
        .map(new FailingMap())
        .returns(InternalTypeInfo.of(IngestedComment.ROW_TYPE))
        .sinkTo(
            DeltaSink.forRowData(directory.resolve(table).toString(), IngestedComment.ROW_TYPE)
                .build());
  }

  private void assertHoldsEachCommentOnce(String table) {
    TableReader reader = reader(table);
    assertThat(reader.ids()).isEqualTo(IntStream.rangeClosed(1, COMMENTS).toArray());
    List<String> files =
        reader.history().stream().map(TableVersion::files).flatMap(List::stream).toList();
    assertThat(files)
        .doesNotHaveDuplicates()
        .allMatch(file -> Files.exists(directory.resolve(table).resolve(file)));
    // No version holds more than a checkpoint may.
    assertThat(reader.history()).allMatch(version -> version.rows() <= 200);
  }

  private TableReader reader(String table) {
    return new TableReader(directory.resolve(table).toString());
  }
}
