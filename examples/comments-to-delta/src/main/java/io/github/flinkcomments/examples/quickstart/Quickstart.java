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
package io.github.flinkcomments.examples.quickstart;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.checkpoint.Progress;
import io.github.flinkcomments.examples.job.CommentsJob;
import io.github.flinkcomments.examples.job.CommentsPipeline;
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.job.JobOptions;
import io.github.flinkcomments.examples.job.StopSignal;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the job in a cluster inside this process, against an API of its own unless given one. */
@Command(
    name = "quickstart.sh",
    description = {
      "Reads a comments API page by page into a Delta table, each comment once, in a Flink cluster"
          + " inside this process.",
      "Run it again and it goes on from where it stopped. Ctrl-C stops it with a savepoint."
    },
    sortOptions = false)
public final class Quickstart implements Callable<Integer> {

  /** Comments of the embedded API when it is first used. */
  private static final int COMMENTS = 500;

  /** Comments that the embedded API is said to have got while nobody looked. */
  private static final int COMMENTS_MEANWHILE = 25;

  /** It gets one more comment each time this has passed, for a job that waits for more. */
  private static final Duration GROWTH_INTERVAL = Duration.ofMillis(500);

  private static final String EMBEDDED_LISTING = "embedded comments API";

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      description = "The listing itself, as in http://host/comments; by default an embedded API.")
  private Optional<URI> apiUrl;

  @Mixin private JobOptions options;

  @Option(
      names = "--web-port",
      paramLabel = "P",
      defaultValue = "8081-8180",
      description =
          "Port of Flink's web UI, or a range (default: the first free of ${DEFAULT-VALUE}).")
  private String webPorts;

  private final PrintStream out = System.out;

  private Quickstart() {}

  public static void main(String[] arguments) {
    System.exit(ExitCodes.reportingFailures(new CommandLine(new Quickstart())).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    CommentsJob job = new CommentsJob(options, out);
    if (apiUrl.isPresent()) {
      return run(job, apiUrl.get().toString(), Optional.empty());
    }
    CommentsServer.Builder api = CommentsServer.builder().comments(commentsByNow(job.restorable()));
    if (!options.untilCaughtUp()) {
      api.growEvery(GROWTH_INTERVAL, 1);
    }
    try (CommentsServer server = api.start()) {
      return run(job, server.url().toString(), Optional.of(EMBEDDED_LISTING));
    }
  }

  private int run(CommentsJob job, String url, Optional<String> listingName) throws Exception {
    StopSignal stop = StopSignal.install();
    CommentsPipeline pipeline =
        new CommentsPipeline(
            url, listingName, options.maxRecordsPerCheckpoint(), options.errorMode());
    Ending ending;
    try (EmbeddedCluster cluster = EmbeddedCluster.start(webPorts, options.parallelism())) {
      out.println("Comments API   " + url);
      out.println("Flink web UI   " + cluster.webInterface());
      out.println("Delta table    " + options.directories().table().getPath());
      ending = job.run(pipeline, cluster::environment, stop.received());
    }
    report(ending);
    return ExitCodes.of(ending, options.untilCaughtUp());
  }

  /** The embedded API forgets everything at its end, so it is given what the job saw, and more. */
  private static int commentsByNow(Progress restorable) {
    return restorable.known().isPresent()
        ? Math.toIntExact(restorable.known().getAsLong()) + COMMENTS_MEANWHILE
        : COMMENTS;
  }

  private void report(Ending ending) {
    out.println(
        switch (ending) {
          case CAUGHT_UP -> "Caught up, and stopped with a savepoint.";
          case STOPPED -> "Stopped with a savepoint.";
          case ENDED_ELSEWHERE -> "The job was ended through Flink.";
          case EXPLAINED -> "The plan was shown.";
        });
    new TableDisplay(out).show(new TableReader(options.directories().table().toString()));
    out.printf(
        "%nRun the same command again and it goes on from here, reading only what is new.%n"
            + "With --from-scratch it reads everything again, into a new table.%n");
  }
}
