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
package io.github.flinkcomments.examples.sqljars;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.hadoop.Hdfs;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A table on HDFS, written by a Flink to which nothing was added but JARs for {@code lib/}: ours,
 * and those of a Hadoop.
 */
@Tag("heavy")
class HadoopJarsInFlinkITCase {

  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  private static final List<Path> LIB =
      Stream.concat(
              Stream.of(SqlJar.DELTA.file(), SqlJar.COMMENTS.file()),
              Stream.of(
                      "flink-connector-delta-hadoop", "hadoop-client-api", "hadoop-client-runtime")
                  .map(name -> Path.of("target", "lib", name + ".jar").toAbsolutePath()))
          .toList();

  @TempDir private Path directory;

  @Test
  void landAListing() throws Exception {
    try (CommentsServer api = CommentsServer.builder().comments(500).start()) {
      new FlinkProcess(
              directory, Stream.concat(LIB.stream(), FlinkClassPath.read().stream()).toList())
          .run(
              """
              SET 'execution.runtime-mode' = 'streaming';
              SET 'execution.checkpointing.interval' = '50 ms';
              CREATE TABLE listing (id INT, name STRING, email STRING, body STRING)
              WITH ('connector' = 'comments', 'url' = '%s', 'scan.bounded.mode' = 'latest',
                'scan.max-records-per-checkpoint' = '100');
              CREATE TABLE landed (id INT, name STRING, email STRING, body STRING)
              WITH ('connector' = 'delta', 'table-path' = '%s', 'delta.checkpointInterval' = '2',
                'storage.dfs.client.block.write.locateFollowingBlock.initial.delay.ms' = '5');
              INSERT INTO landed SELECT * FROM listing;
              """
                  .formatted(api.url(), HDFS.path("/lake/comments")));

      TableReader table = new TableReader(HDFS.copy("/lake/comments", directory).toString());
      assertThat(table.ids()).isEqualTo(api.ids());
      assertThat(table.history()).hasSizeGreaterThanOrEqualTo(6);
    }
  }
}
