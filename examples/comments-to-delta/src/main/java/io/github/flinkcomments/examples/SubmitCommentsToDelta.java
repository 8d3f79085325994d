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
package io.github.flinkcomments.examples;

import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.examples.job.CommentsPipeline;
import io.github.flinkcomments.examples.job.FlinkRunProgram;
import io.github.flinkcomments.examples.job.LocalPath;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The same job as {@link CommentsToDelta}, for those who run it by Flink's own means: it describes
 * the job, hands it to Flink and is done. Parallelism, checkpoints and the snapshot to go on from
 * are left to Flink's configuration and to {@code flink run}.
 */
@Command(
    name = "flink run [FLINK OPTIONS] comments-to-delta-VERSION-thin-job.jar",
    description = {
      "Submits a job that reads a comments API page by page into a Delta table, each comment once.",
      FlinkRunProgram.FLINK_OPTIONS + "."
    },
    sortOptions = false)
public final class SubmitCommentsToDelta extends FlinkRunProgram {

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      required = true,
      description = "The listing itself, as in http://host/comments.")
  private URI apiUrl;

  @Option(
      names = "--table-path",
      converter = LocalPath.class,
      paramLabel = "DIR",
      required = true,
      description =
          "The Delta table, created if absent. All machines of the cluster have to share it.")
  private Path tablePath;

  @Option(
      names = "--max-records-per-checkpoint",
      paramLabel = "N",
      description = "Read at most so many rows between two checkpoints (default: no limit).")
  private Optional<Long> maxRecordsPerCheckpoint;

  @Option(
      names = "--skip-errors",
      description =
          "Leave out malformed comments, count and log them. Without it the job stops"
              + " at the first one.")
  private boolean skipErrors;

  @Option(
      names = "--start-offset",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where a job that goes on from no snapshot begins (default: ${DEFAULT-VALUE}).")
  private long startOffset;

  private SubmitCommentsToDelta() {}

  public static void main(String[] arguments) throws Exception {
    new SubmitCommentsToDelta().run(arguments);
  }

  @Override
  protected void submit() throws Exception {
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    ErrorMode errorMode = skipErrors ? ErrorMode.SKIP : ErrorMode.FAIL;
    new CommentsPipeline(apiUrl.toString(), Optional.empty(), maxRecordsPerCheckpoint, errorMode)
        .build(environment, tablePath.toAbsolutePath().toString(), startOffset);
    environment.execute(
        environment
            .getConfiguration()
            .getOptional(PipelineOptions.NAME)
            .orElse("comments-to-delta"));
  }
}
