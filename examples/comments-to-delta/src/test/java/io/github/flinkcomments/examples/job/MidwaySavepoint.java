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

import static org.apache.flink.runtime.testutils.CommonTestUtils.waitForAllTaskRunning;
import static org.apache.flink.runtime.testutils.CommonTestUtils.waitUntilCondition;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.checkpoint.ProgressReader;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.CheckpointType;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/**
 * A savepoint of the job from the middle of a listing, beside its table. There are ranges that are
 * half read, and rows that are in files but not in the table yet: the job was cancelled after the
 * savepoint, so restoring it has to commit them.
 *
 * @param directory holds both; neither says where it is, so they can be copied elsewhere
 */
record MidwaySavepoint(Path directory) {

  /** How many comments the listing had. */
  static final int COMMENTS = 100;

  /** What the state calls the listing, whose server has another port each time. */
  static final String LISTING = "comments";

  private static final long ROWS_PER_CHECKPOINT = 20;
  private static final int PARALLELISM = 2;

  Path table() {
    return directory.resolve("table");
  }

  /** How far the job was. */
  long rowsRead() throws IOException {
    return new ProgressReader(CommentsPipeline.SOURCE_UID).read(snapshot()).done();
  }

  long rowsInTable() {
    return new TableReader(table().toString()).rowCount();
  }

  Snapshot snapshot() throws IOException {
    return new SnapshotFinder(new org.apache.flink.core.fs.Path(savepoints().toUri()))
        .newest()
        .orElseThrow();
  }

  /** Runs a job on a cluster until it is in the middle, and leaves what it takes to go on. */
  static MidwaySavepoint take(Path directory, CommentsServer server, MiniCluster cluster)
      throws Exception {
    MidwaySavepoint taken = new MidwaySavepoint(directory);
    JobClient job = taken.start(server);
    waitForAllTaskRunning(cluster, job.getJobID(), false);
    waitUntilCondition(
        () -> {
          cluster
              .triggerCheckpoint(job.getJobID(), CheckpointType.DEFAULT)
              .get(1, TimeUnit.MINUTES);
          return taken.rowsInTable() > 0;
        });
    waitUntilCondition(
        () -> {
          // Only the last one counts: with it the readers have come as far as they may.
          FileUtils.deleteDirectory(taken.savepoints().toFile());
          job.triggerSavepoint(taken.savepoints().toString(), SavepointFormatType.CANONICAL)
              .get(1, TimeUnit.MINUTES);
          return taken.rowsRead() > taken.rowsInTable();
        });
    job.cancel().get(1, TimeUnit.MINUTES);
    waitUntilCondition(() -> job.getJobStatus().get().isGloballyTerminalState());
    return taken;
  }

  private JobClient start(CommentsServer server) throws Exception {
    Files.createDirectories(directory.getParent());
    Files.createDirectory(directory); // A job without state would add its rows to another's.
    Configuration configuration = new Configuration();
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofDays(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(PARALLELISM);
    new CommentsPipeline(
            server.url().toString(),
            Optional.of(LISTING),
            Optional.of(ROWS_PER_CHECKPOINT),
            ErrorMode.FAIL)
        .build(environment, table().toString(), 0);
    return environment.executeAsync();
  }

  private Path savepoints() {
    return directory.resolve("savepoints");
  }
}
