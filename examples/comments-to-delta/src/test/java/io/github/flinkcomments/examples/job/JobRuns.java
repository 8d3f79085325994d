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

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Runs the job as its command line does, in the test's cluster, with everything in one directory.
 */
final class JobRuns {

  static final CompletableFuture<?> NEVER = new CompletableFuture<>();

  @Command
  private static final class Program {
    @Mixin private JobOptions options;
  }

  private final Path directory;
  private final Optional<String> listingName;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  JobRuns(Path directory) {
    this(directory, Optional.empty());
  }

  /**
   * @param listingName what snapshots call the listing, if not by its URL
   */
  JobRuns(Path directory, Optional<String> listingName) {
    this.directory = directory;
    this.listingName = listingName;
  }

  Ending run(String tableName, URI api, CompletableFuture<?> stop, String... arguments)
      throws Exception {
    said.reset();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--checkpoint-interval=100ms");
    all.add("--table-path=" + path(tableName));
    all.add("--checkpoint-dir=" + directory.resolve("checkpoints"));
    JobOptions options =
        CommandLine.populateCommand(new Program(), all.toArray(String[]::new)).options;
    return new CommentsJob(options, new PrintStream(said, true, StandardCharsets.UTF_8))
        .run(
            new CommentsPipeline(
                api.toString(),
                listingName,
                options.maxRecordsPerCheckpoint(),
                options.errorMode()),
            StreamExecutionEnvironment::getExecutionEnvironment,
            stop);
  }

  Path path(String tableName) {
    return directory.resolve(tableName);
  }

  TableReader table(String tableName) {
    return new TableReader(path(tableName).toString());
  }

  Snapshot newestSnapshot(String tableName) throws IOException {
    return new SnapshotFinder(snapshots(tableName)).newest().orElseThrow();
  }

  /** Where the job that fills a table keeps its snapshots. */
  org.apache.flink.core.fs.Path snapshots(String tableName) {
    return JobDirectories.of(path(tableName), directory.resolve("checkpoints")).snapshots();
  }

  /** What people read during the last run. */
  String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
