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
package io.github.flinkcomments.benchmarks.sink;

import io.github.flinkcomments.benchmarks.report.Machine;
import io.github.flinkcomments.benchmarks.report.Report;
import io.github.flinkcomments.connector.delta.commit.CommitMetrics;
import io.github.flinkcomments.connector.delta.commit.CommitScope;
import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import io.github.flinkcomments.connector.delta.commit.DeltaCommitter;
import io.github.flinkcomments.connector.delta.commit.SinkId;
import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.clock.SystemClock;

/**
 * Whether the last of many commits to a table costs what the first did, in time and in memory. Each
 * adds one small file that is really there.
 */
public final class CommitBenchmark {

  private static final int WINDOW = 100;
  private static final int WINDOWS_BETWEEN_COLLECTIONS = 10;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  private final int commits;
  private final Path work;
  private final Path plot;
  private final Report report;

  /**
   * @param commits how many; at least 300
   * @param work an empty directory
   * @param plot the SVG file to draw
   */
  public CommitBenchmark(int commits, Path work, Path plot, Report report) {
    this.commits = commits;
    this.work = work;
    this.plot = plot;
    this.report = report;
  }

  /** Runs it. */
  public void run() throws IOException {
    report.section("The cost of %,d commits to one table".formatted(commits));
    report.line("Before: " + Machine.load());
    report.line("");
    report.line("     commits     median ms     p95 ms    heap MiB after a collection");
    List<double[]> windows = new ArrayList<>();
    TableTarget target =
        new TableTarget(
            work.resolve("table").toString(),
            TableLayout.unpartitioned(SampleRows.TYPE),
            Map.of(),
            Map.of());
    String id = create(target);
    SinkId sink = SinkId.random(Optional.empty());
    RowData row = SampleRows.create().get(0);
    try (DeltaCommitter committer =
            new DeltaCommitter(
                target,
                OptionalLong.empty(),
                new CommitMetrics(new UnregisteredMetricsGroup(), SystemClock.getInstance()));
        RollingDataFileWriter writer =
            new RollingDataFileWriter(
                TableFiles.at(target.path(), Map.of()),
                target.layout(),
                DataFileOptions.DEFAULT,
                0,
                FileOrigin.first())) {
      for (int first = 1; first + WINDOW - 1 <= commits; first += WINDOW) {
        double[] millis = new double[WINDOW];
        for (int commit = 0; commit < WINDOW; commit++) {
          writer.write(row);
          millis[commit] = commit(committer, sink, id, first + commit, writer.finish());
        }
        Arrays.sort(millis);
        windows.add(millis);
        show(first, millis);
      }
    }
    compare(windows);
    Files.writeString(plot, new CommitPlot(WINDOW, windows).toSvg());
    report.line("After: " + Machine.load());
  }

  private static String create(TableTarget target) {
    try (DeltaTable table = target.open()) {
      return table.createIfAbsent(target.properties()).id();
    }
  }

  private static double commit(
      DeltaCommitter committer, SinkId sink, String id, long checkpoint, List<DataFile> files) {
    DeltaCommittable committable =
        new DeltaCommittable(
            CommitScope.CHECKPOINT, sink, id, checkpoint, OptionalLong.empty(), files);
    long started = System.nanoTime();
    committer.commit(List.of(new SingleRequest(committable)));
    return (System.nanoTime() - started) / NANOS_PER_MILLI;
  }

  private void show(int first, double[] sorted) throws IOException {
    boolean last = first + 2 * WINDOW - 1 > commits;
    if (last || (first / WINDOW) % WINDOWS_BETWEEN_COLLECTIONS == 1) {
      report.line(
          "%,6d-%,6d  %11.2f  %9.2f  %,9.1f"
              .formatted(
                  first,
                  first + WINDOW - 1,
                  percentile(sorted, 50),
                  percentile(sorted, 95),
                  heapAfterCollection()));
    }
  }

  private static double heapAfterCollection() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / BYTES_PER_MEBIBYTE;
  }

  private void compare(List<double[]> windows) throws IOException {
    double early = percentile(windows.get(1), 95);
    double late = percentile(windows.get(windows.size() - 1), 95);
    report.line("");
    report.line(
        "p95 of the last %d commits over that of commits %d to %d: %.2f"
            .formatted(WINDOW, WINDOW + 1, 2 * WINDOW, late / early));
  }

  static double percentile(double[] sorted, int percent) {
    return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
  }
}
