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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.benchmarks.process.ApiProcess;
import io.github.flinkcomments.benchmarks.report.Machine;
import io.github.flinkcomments.benchmarks.report.Report;
import io.github.flinkcomments.benchmarks.source.BareLoop;
import io.github.flinkcomments.benchmarks.source.Walk;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.function.ToLongFunction;

/**
 * Runs the example job over a listing of some rows and over one of many, each time from scratch and
 * in a new process: how fast it fills a table, in how much heap, and whether its state grows.
 */
public final class JobBenchmark {

  private static final int PARALLELISM = 2;
  private static final int PAGE_SIZE = RestPaginationOptions.PAGE_SIZE.defaultValue();
  private static final int MAX_IN_FLIGHT = RestScanOptions.MAX_IN_FLIGHT.defaultValue();

  private static final double MEBIBYTE = 1 << 20;
  private static final double MILLIS_PER_SECOND = 1e3;

  private final int fewRows;
  private final int manyRows;
  private final String heap;
  private final Path directory;
  private final Report report;

  /**
   * @param fewRows rows of the short listing
   * @param manyRows rows of the long one
   * @param heap largest heap of the job's process, as {@code -Xmx} takes it
   * @param directory a new one, for everything that the jobs write
   */
  public JobBenchmark(int fewRows, int manyRows, String heap, Path directory, Report report) {
    this.fewRows = fewRows;
    this.manyRows = manyRows;
    this.heap = heap;
    this.directory = directory;
    this.report = report;
  }

  /**
   * Runs it.
   *
   * @throws IllegalStateException if a table does not hold exactly what was served
   */
  public void run() throws IOException, InterruptedException {
    report.section("The whole job: comments API to Delta table");
    report.line(
        "%,d rows, parallelism %d, job manager and task manager in one process with -Xmx%s"
            .formatted(manyRows, PARALLELISM, heap));
    report.line("Before: " + Machine.load());
    try (ApiProcess api = ApiProcess.start(fewRows, Duration.ZERO)) {
      JobRun few = run("few", api.url(), fewRows);
      api.grow(manyRows - fewRows);
      double bare = bareRowsPerSecond(api.url());
      JobRun many = run("many", api.url(), manyRows);
      report.line("");
      showSpeed(many, bare);
      showHeap(many.heap());
      showStates(few, many);
      report.line("");
      report.line("After: " + Machine.load());
    }
  }

  private JobRun run(String name, URI api, int rows) throws IOException, InterruptedException {
    JobProcess process = new JobProcess(directory.resolve(name), heap);
    JobRun run = process.run(api, PARALLELISM);
    TableAudit.require(rows, process.table());
    return run;
  }

  /** Reads everything twice, and counts the second time. */
  private double bareRowsPerSecond(URI api) throws IOException, InterruptedException {
    BareLoop bareLoop = new BareLoop(api, Walk.OFFSET, PAGE_SIZE, MAX_IN_FLIGHT);
    bareLoop.read(manyRows);
    return bareLoop.read(manyRows).rowsPerSecond();
  }

  private void showSpeed(JobRun run, double bare) throws IOException {
    report.line(
        "Table:      %,d rows in %d versions; each comment once, as it was served"
            .formatted(run.rows(), run.versions().size()));
    report.line(
        "Speed:      %s from the start of the process to the last commit"
            .formatted(speed(run.rows(), run.untilCommitted())));
    if (run.rowsAfterFirst() > 0) {
      report.line(
          "            %s from the first commit to the last"
              .formatted(speed(run.rowsAfterFirst(), run.afterFirst())));
      report.line(
          "            that is %.2f of a warm bare loop, %,.0f rows/s, which reads and writes nothing"
              .formatted(rowsPerSecond(run.rowsAfterFirst(), run.afterFirst()) / bare, bare));
    }
  }

  private void showHeap(HeapPeaks heapPeaks) throws IOException {
    report.line(
        "Heap:       at most %.0f MiB used of %.0f, and %.0f after a collection"
            .formatted(
                heapPeaks.raw() / MEBIBYTE,
                heapPeaks.limit() / MEBIBYTE,
                heapPeaks.afterCollection() / MEBIBYTE));
  }

  private void showStates(JobRun few, JobRun many) throws IOException {
    report.line("Savepoint:  " + few.savepoint());
    report.line("            " + many.savepoint());
    List<SnapshotSize> checkpoints = many.checkpointsWhileReading();
    if (!checkpoints.isEmpty()) {
      LongSummaryStatistics rows = summary(checkpoints, SnapshotSize::rows);
      LongSummaryStatistics bytes = summary(checkpoints, SnapshotSize::allBytes);
      report.line(
          "Checkpoint: %,d to %,d bytes in the %d seen between %,d and %,d rows"
              .formatted(
                  bytes.getMin(),
                  bytes.getMax(),
                  checkpoints.size(),
                  rows.getMin(),
                  rows.getMax()));
    }
  }

  private static LongSummaryStatistics summary(
      List<SnapshotSize> sizes, ToLongFunction<SnapshotSize> figure) {
    return sizes.stream().mapToLong(figure).summaryStatistics();
  }

  private static String speed(long rows, Duration time) {
    return "%,.0f rows/s (%,d rows in %.1f s)"
        .formatted(rowsPerSecond(rows, time), rows, time.toMillis() / MILLIS_PER_SECOND);
  }

  private static double rowsPerSecond(long rows, Duration time) {
    return rows * MILLIS_PER_SECOND / time.toMillis();
  }
}
