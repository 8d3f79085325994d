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
package io.github.flinkcomments.benchmarks;

import io.github.flinkcomments.benchmarks.job.JobBenchmark;
import io.github.flinkcomments.benchmarks.report.Machine;
import io.github.flinkcomments.benchmarks.report.Report;
import io.github.flinkcomments.benchmarks.sink.CommitBenchmark;
import io.github.flinkcomments.benchmarks.sink.WriterBenchmark;
import io.github.flinkcomments.benchmarks.source.SourceBenchmark;
import io.github.flinkcomments.benchmarks.source.ThrottlingBenchmark;
import io.github.flinkcomments.benchmarks.source.Walk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.flink.util.FileUtils;
import org.apache.flink.util.TimeUtils;
import org.apache.flink.util.function.ThrowingConsumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the benchmarks and reports what they measured. */
@Command(
    name = "run.sh",
    description = {
      "Measures the source, by every way to page and where it is throttled, the sink's writer and"
          + " commits, and the job over a million comments.",
      "Fails if a table does not hold exactly what was served; never because of a speed."
    },
    sortOptions = false)
public final class Benchmarks implements Callable<Integer> {

  private static final List<Integer> REQUESTS_IN_FLIGHT = List.of(1, 4, 16, 64);

  private enum Benchmark {
    SOURCE,
    WALKS,
    THROTTLING,
    WRITER,
    COMMIT,
    JOB
  }

  @Option(
      names = "--only",
      paramLabel = "BENCHMARK",
      split = ",",
      description = "Run only ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Benchmark> benchmarks = EnumSet.allOf(Benchmark.class);

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "SOURCE, WALKS, WRITER: rows in a round (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Option(
      names = "--delays",
      paramLabel = "DURATION",
      split = ",",
      defaultValue = "0ms,5ms",
      description =
          "SOURCE: how long the server holds each answer back (default: ${DEFAULT-VALUE}).")
  private List<Duration> delays = List.of();

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      defaultValue = "3",
      description = "SOURCE, WALKS, WRITER: rounds that do not count (default: ${DEFAULT-VALUE}).")
  private int warmUps;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "SOURCE, WALKS, WRITER: rounds that count (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--walk",
      paramLabel = "WALK",
      split = ",",
      description = "WALKS: only ${COMPLETION-CANDIDATES} (default: all).")
  private Set<Walk> walks = EnumSet.allOf(Walk.class);

  @Option(
      names = "--latency",
      paramLabel = "DURATION",
      defaultValue = "50ms",
      description =
          "WALKS: how long the server holds each answer back, at 1, 4, 16 and 64 requests in flight"
              + " (default: ${DEFAULT-VALUE}).")
  private Duration latency = Duration.ZERO;

  @Option(
      names = "--latency-rows",
      paramLabel = "N",
      defaultValue = "5000",
      description =
          "WALKS: rows in a round for each request in flight, where answers are held back (default:"
              + " ${DEFAULT-VALUE}).")
  private int latencyRows;

  @Option(
      names = "--requests",
      paramLabel = "N",
      defaultValue = "100",
      description =
          "THROTTLING: requests that are allowed, about, one a second (default: ${DEFAULT-VALUE}).")
  private int requests;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      split = ",",
      defaultValue = "4,16",
      description = "THROTTLING: requests under way in each reader (default: ${DEFAULT-VALUE}).")
  private List<Integer> inFlight = List.of();

  @Option(
      names = "--commits",
      paramLabel = "N",
      defaultValue = "10000",
      description = "COMMIT: how many (default: ${DEFAULT-VALUE}).")
  private int commits;

  @Option(
      names = "--few-rows",
      paramLabel = "N",
      defaultValue = "10000",
      description = "JOB: rows of the short listing (default: ${DEFAULT-VALUE}).")
  private int fewRows;

  @Option(
      names = "--many-rows",
      paramLabel = "N",
      defaultValue = "1000000",
      description = "JOB: rows of the long listing (default: ${DEFAULT-VALUE}).")
  private int manyRows;

  @Option(
      names = "--heap",
      paramLabel = "SIZE",
      defaultValue = "256m",
      description = "JOB: heap of the job's process (default: ${DEFAULT-VALUE}).")
  private String heap;

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      defaultValue = "${sys:benchmarks.target:-target}",
      description = "Where results.txt, the log and, while they run, tables go.")
  private Path directory;

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  private Benchmarks() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /** Runs the program without ending the process, and returns its exit code. */
  static int run(String... arguments) {
    return new CommandLine(new Benchmarks())
        .registerConverter(Duration.class, TimeUtils::parseDuration)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .execute(arguments);
  }

  @Override
  public Integer call() throws Exception {
    Report report = new Report(System.out, directory.resolve("results.txt"));
    report.line("Benchmarks, " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    report.line(Machine.hardware());
    report.line(Machine.software());
    if (benchmarks.contains(Benchmark.SOURCE)) {
      SourceBenchmark source = new SourceBenchmark(rows, warmUps, rounds, report);
      for (Duration delay : delays) {
        source.run(Walk.OFFSET, SourceBenchmark.MAX_IN_FLIGHT, delay);
      }
    }
    if (benchmarks.contains(Benchmark.WALKS)) {
      walks(report);
    }
    if (benchmarks.contains(Benchmark.THROTTLING)) {
      for (int requestsInFlight : inFlight) {
        new ThrottlingBenchmark(requests, report).run(requestsInFlight);
      }
    }
    if (benchmarks.contains(Benchmark.WRITER)) {
      in("writer-", work -> new WriterBenchmark(rows, warmUps, rounds, work, report).run());
    }
    if (benchmarks.contains(Benchmark.COMMIT)) {
      Path plot = directory.resolve("commit-cost.svg");
      in("commit-", work -> new CommitBenchmark(commits, work, plot, report).run());
    }
    if (benchmarks.contains(Benchmark.JOB)) {
      in("job-", work -> new JobBenchmark(fewRows, manyRows, heap, work, report).run());
    }
    return CommandLine.ExitCode.OK;
  }

  private void walks(Report report) throws Exception {
    SourceBenchmark source = new SourceBenchmark(rows, warmUps, rounds, report);
    for (Walk walk : walks) {
      source.run(walk, SourceBenchmark.MAX_IN_FLIGHT, Duration.ZERO);
    }
    for (Walk walk : walks) {
      for (int requestsInFlight : walk == Walk.CURSOR ? List.of(1) : REQUESTS_IN_FLIGHT) {
        new SourceBenchmark(latencyRows * requestsInFlight, warmUps, rounds, report)
            .run(walk, requestsInFlight, latency);
      }
    }
  }

  /** Gives it a directory that is deleted afterwards. */
  private void in(String prefix, ThrowingConsumer<Path, Exception> benchmark) throws Exception {
    Path work = Files.createTempDirectory(Files.createDirectories(directory), prefix);
    try {
      benchmark.accept(work);
    } finally {
      FileUtils.deleteDirectory(work.toFile());
    }
  }
}
