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
package io.github.flinkcomments.examples.api;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a {@link CommentsServer} of its own until it is ended. */
@Command(
    name = "comments-api",
    description = {
      "Serves comments page by page on the loopback interface, until Ctrl-C.",
      "GET /comments?_start=0&_limit=10 reads, POST /comments?count=5 adds, DELETE /comments/7"
          + " deletes."
    })
public final class CommentsApi implements Callable<Integer> {

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port to listen on; any free one by default.")
  private int port;

  @Option(
      names = "--comments",
      defaultValue = "500",
      description = "Comments at the start (default: ${DEFAULT-VALUE}).")
  private int comments;

  @Option(
      names = "--grow-every",
      paramLabel = "DURATION",
      description = "Add comments each time this much time has passed, as in 500ms or 2s.")
  private Duration growEvery;

  @Option(
      names = "--grow-by",
      defaultValue = "1",
      description = "How many comments to add each time (default: ${DEFAULT-VALUE}).")
  private int growBy;

  @Option(
      names = "--limit-cap",
      paramLabel = "ROWS",
      description = "Serve no more than this many comments a page, whatever is asked for.")
  private Integer limitCap;

  @Option(
      names = "--totals",
      defaultValue = "HEADER",
      description = "Where the total is told: ${COMPLETION-CANDIDATES} (default: HEADER).")
  private Totals totals;

  @Option(
      names = "--delay",
      paramLabel = "DURATION",
      defaultValue = "0ms",
      description = "Wait this long before each answer.")
  private Duration delay;

  @Option(
      names = "--fault",
      paramLabel = "KIND[/PERIOD]",
      description =
          "Deliver a fault to every PERIOD-th request, each second one by default. KIND is a status"
              + " code, or one of reset, stall, truncate, error-object, html, empty-array,"
              + " short-page. May be given several times.")
  private List<RecurringFault> faults = List.of();

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Append a line for each request: offset, limit, status, rows, fault.")
  private Path log;

  private CommentsApi() {}

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new CommentsApi())
            .registerConverter(Duration.class, Durations::parse)
            .registerConverter(RecurringFault.class, RecurringFault::parse)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    CommentsServer.Builder builder = CommentsServer.builder().comments(comments).port(port);
    if (log != null) {
      builder.accessLog(log);
    }
    if (growEvery != null) {
      builder.growEvery(growEvery, growBy);
    }
    try (CommentsServer server = builder.start()) {
      server.behaviour().totals(totals).delay(delay);
      if (limitCap != null) {
        server.behaviour().limitCap(limitCap);
      }
      faults.forEach(recurring -> server.faults().every(recurring.period(), recurring.fault()));
      System.out.println(server.url());
      new CountDownLatch(1).await(); // The process ends by a signal.
    }
    return CommandLine.ExitCode.OK;
  }
}
