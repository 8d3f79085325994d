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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.util.FileUtils;

/**
 * Compares the sink's writer with a {@link BareParquetWriter} and with Kernel's own, in turns over
 * the same rows, so that whatever slows the machine down for a while slows down all of them.
 */
public final class WriterBenchmark {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int rows;
  private final int warmUps;
  private final int rounds;
  private final Path work;
  private final Report report;

  /**
   * @param rows rows that each of them writes in a round
   * @param warmUps rounds that do not count
   * @param rounds rounds that do
   * @param work an empty directory
   */
  public WriterBenchmark(int rows, int warmUps, int rounds, Path work, Report report) {
    this.rows = rows;
    this.warmUps = warmUps;
    this.rounds = rounds;
    this.work = work;
    this.report = report;
  }

  /** Runs it. */
  public void run() throws IOException {
    report.section("The sink's writer against a bare Parquet writer, and Kernel's");
    report.line("%,d rows a round of 9 columns, zstd".formatted(rows));
    report.line("Before: " + Machine.load());
    report.line("");
    report.line("            rows per second");
    report.line("   round         bare         sink       kernel  sink/bare  sink/kernel");
    Map<RowWriter, List<Double>> speeds = new LinkedHashMap<>();
    speeds.put(new BareParquetWriter(), new ArrayList<>());
    speeds.put(new SinkWriter(), new ArrayList<>());
    speeds.put(new KernelWriter(), new ArrayList<>());
    List<BinaryRowData> sample = SampleRows.create();
    for (int round = 1; round <= warmUps + rounds; round++) {
      List<Double> measured = new ArrayList<>();
      for (Map.Entry<RowWriter, List<Double>> writer : speeds.entrySet()) {
        double speed = measure(writer.getKey(), sample);
        measured.add(speed);
        if (round > warmUps) {
          writer.getValue().add(speed);
        }
      }
      report.line(line(round > warmUps ? Integer.toString(round - warmUps) : "warm-up", measured));
    }
    report.line(line("median", speeds.values().stream().map(WriterBenchmark::median).toList()));
    report.line("After: " + Machine.load());
  }

  private double measure(RowWriter writer, List<BinaryRowData> sample) throws IOException {
    Path directory = Files.createTempDirectory(work, "rows-");
    long started = System.nanoTime();
    writer.write(directory, sample, rows);
    double speed = rows * NANOS_PER_SECOND / (System.nanoTime() - started);
    FileUtils.deleteDirectory(directory.toFile());
    return speed;
  }

  private static String line(String name, List<Double> speeds) {
    double bare = speeds.get(0);
    double sink = speeds.get(1);
    double kernel = speeds.get(2);
    return "%8s  %,11.0f  %,11.0f  %,11.0f  %9.2f  %11.2f"
        .formatted(name, bare, sink, kernel, sink / bare, sink / kernel);
  }

  private static double median(List<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
