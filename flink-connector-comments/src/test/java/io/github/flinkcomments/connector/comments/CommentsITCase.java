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
package io.github.flinkcomments.connector.comments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.ServedComment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The preset, with nothing given but the URL of a server that stands in for the public one. */
@Tag("flink-versions")
class CommentsITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private final CommentsServer server = CommentsServer.builder().comments(230).start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aStreamOfComments() throws Exception {
    assertThat(read(CommentsSource.builder().setUrl(server.url().toString()).setBounded().build()))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, 230).mapToObj(CommentsITCase::comment).toList());
  }

  @Test
  void theReferencesKeysInSql() throws Exception {
    StreamExecutionEnvironment environment = environment();
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    sql.executeSql(
        """
        CREATE TABLE comments (id INT, name STRING, email STRING, body STRING) WITH (
          'connector' = 'comments', 'api_url' = '%s', 'rows_per_batch' = '100')
        """
            .formatted(server.url()));

    List<Integer> ids = new ArrayList<>();
    try (CloseableIterator<Row> rows = sql.executeSql("SELECT id FROM comments").collect()) {
      while (ids.size() < 230) {
        ids.add(rows.next().getFieldAs("id"));
      }
    }
    assertThat(ids)
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 230).boxed().toList());
  }

  @Test
  void aCommentWithoutAnIdIsAnError() {
    server
        .faults()
        .when(
            request -> request.offset() == 0 && request.limit().orElse(0) > 1,
            1,
            new Fault.Status(200, Map.of(), "[{\"postId\": 1, \"name\": \"no id\"}]"));
    assertThatThrownBy(
            () ->
                read(CommentsSource.builder().setUrl(server.url().toString()).setBounded().build()))
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains("offset 0", server.url() + "?_start=0", "id"));
  }

  private static List<Comment> read(RestSource<Comment> source) throws Exception {
    List<Comment> comments = new ArrayList<>();
    try (CloseableIterator<Comment> stream =
        environment()
            .fromSource(source, WatermarkStrategy.noWatermarks(), "comments")
            .executeAndCollect()) {
      stream.forEachRemaining(comments::add);
    }
    return comments;
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    environment.setParallelism(2);
    environment.enableCheckpointing(100);
    return environment;
  }

  private static Comment comment(int id) {
    ServedComment served = ServedComment.of(id);
    return new Comment(served.postId(), id, served.name(), served.email(), served.body());
  }
}
