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

import io.github.flinkcomments.examples.job.ApiUrl;
import io.github.flinkcomments.examples.job.CommentsJob;
import io.github.flinkcomments.examples.job.CommentsPipeline;
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.job.JobOptions;
import io.github.flinkcomments.examples.job.StopSignal;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The job: comments API → Delta table, exactly once, and on from where it stopped.
 *
 * <p>It is submitted with {@code flink run}, or runs in a cluster inside this process if started as
 * a plain Java program.
 */
@Command(
    name = "comments-to-delta",
    description = "Reads a comments API page by page into a Delta table, each comment once.",
    sortOptions = false)
public final class CommentsToDelta implements Callable<Integer> {

  @Option(
      names = "--api-url",
      converter = ApiUrl.class,
      paramLabel = "URL",
      required = true,
      description = "The listing itself, as in http://host/comments.")
  private URI apiUrl;

  @Mixin private JobOptions options;

  private CommentsToDelta() {}

  public static void main(String[] arguments) {
    int exitCode =
        ExitCodes.reportingFailures(new CommandLine(new CommentsToDelta())).execute(arguments);
    if (exitCode != CommandLine.ExitCode.OK) {
      System.exit(exitCode);
    }
  }

  @Override
  public Integer call() throws Exception {
    CommentsPipeline pipeline =
        new CommentsPipeline(
            apiUrl.toString(),
            Optional.empty(),
            options.maxRecordsPerCheckpoint(),
            options.errorMode());
    Ending ending =
        new CommentsJob(options, System.out)
            .run(
                pipeline,
                StreamExecutionEnvironment::getExecutionEnvironment,
                StopSignal.install().received());
    return ExitCodes.of(ending, options.untilCaughtUp());
  }
}
