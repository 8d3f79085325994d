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
package io.github.flinkcomments.benchmarks.source;

import io.github.flinkcomments.benchmarks.process.ApiProcess;
import io.github.flinkcomments.benchmarks.report.Machine;
import io.github.flinkcomments.benchmarks.report.Report;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Compares the source with a {@link BareLoop}, in turns against the same server, so that whatever
 * slows the machine down for a while slows down both.
 */
public final class SourceBenchmark {

  private static final int PAGE_SIZE = RestPaginationOptions.PAGE_SIZE.defaultValue();

  /** What a source and a loop may have under way unless told otherwise. */
  public static final int MAX_IN_FLIGHT = 4;

  private final int rows;
  private final int warmUps;
  private final int rounds;
  private final Report report;

  /**
   * @param rows rows that each of the two reads in a round
   * @param warmUps rounds that do not count
   * @param rounds rounds that do
   */
  public SourceBenchmark(int rows, int warmUps, int rounds, Report report) {
    this.rows = rows;
    this.warmUps = warmUps;
    this.rounds = rounds;
    this.report = report;
  }

  private record Round(Measurement bare, Measurement source) {}

  /**
   * Runs it.
   *
   * @param walk how both page
   * @param maxInFlight requests that both may have under way
   * @param delay how long the server holds each answer back
   */
  public void run(Walk walk, int maxInFlight, Duration delay) throws Exception {
    report.section(
        "Source against a bare loop, %s, answers held back for %d ms"
            .formatted(walk.name().toLowerCase(Locale.ROOT).replace('_', ' '), delay.toMillis()));
    report.line(
        "%,d rows a round, pages of %d rows, %d requests in flight, parallelism 1"
            .formatted(rows, PAGE_SIZE, walk == Walk.CURSOR ? 1 : maxInFlight));
    report.line("Before: " + Machine.load());
    report.line("");
    report.line("            rows per second                 CPU us per row");
    report.line("   round         bare       source  ratio     bare   source");
    List<Round> measured = measure(walk, maxInFlight, delay);
    double bare = median(measured, round -> round.bare().rowsPerSecond());
    double source = median(measured, round -> round.source().rowsPerSecond());
    double bareCpu = median(measured, round -> round.bare().cpuMicrosecondsPerRow());
    double sourceCpu = median(measured, round -> round.source().cpuMicrosecondsPerRow());
    report.line(line("median", bare, source, bareCpu, sourceCpu));
    report.line("");
    report.line("Ratio of the medians: %.2f".formatted(source / bare));
    report.line("After: " + Machine.load());
  }

  private List<Round> measure(Walk walk, int maxInFlight, Duration delay) throws Exception {
    List<Round> measured = new ArrayList<>();
    try (ApiProcess api = ApiProcess.start(rows, delay);
        Cluster cluster = Cluster.start()) {
      BareLoop bareLoop = new BareLoop(api.url(), walk, PAGE_SIZE, maxInFlight);
      SourceJob sourceJob = new SourceJob(cluster, api.url(), walk, maxInFlight);
      for (int number = 1; number <= warmUps; number++) {
        show("warm-up", new Round(bareLoop.read(rows), sourceJob.read(rows)));
      }
      for (int number = 1; number <= rounds; number++) {
        Round round = new Round(bareLoop.read(rows), sourceJob.read(rows));
        show(Integer.toString(number), round);
        measured.add(round);
      }
    }
    return measured;
  }

  private void show(String name, Round round) throws IOException {
    report.line(
        line(
            name,
            round.bare().rowsPerSecond(),
            round.source().rowsPerSecond(),
            round.bare().cpuMicrosecondsPerRow(),
            round.source().cpuMicrosecondsPerRow()));
  }

  private static String line(
      String name, double bare, double source, double bareCpu, double sourceCpu) {
    return "%8s  %,11.0f  %,11.0f  %5.2f  %7.2f  %7.2f"
        .formatted(name, bare, source, source / bare, bareCpu, sourceCpu);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
