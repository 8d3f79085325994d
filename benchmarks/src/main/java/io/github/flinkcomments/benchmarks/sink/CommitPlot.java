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

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws what commits cost as the table grows.
 *
 * @param window how many commits are taken together
 * @param windows what each of them took in milliseconds, sorted, window by window
 */
record CommitPlot(int window, List<double[]> windows) {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;
  private static final int MARGIN = 50;
  private static final int TICKS = 5;

  String toSvg() {
    double highest =
        Math.ceil(windows.stream().mapToDouble(CommitPlot::p95).max().orElseThrow() * 1.1);
    return """
    <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" \
    font-size="12">
    <rect width="100%%" height="100%%" fill="white"/>
    %s
    <polyline fill="none" stroke="#1f77b4" stroke-width="1.5" points="%s"/>
    <polyline fill="none" stroke="#d62728" stroke-width="1.5" points="%s"/>
    <text x="%d" y="20" fill="#1f77b4">median</text>
    <text x="%d" y="20" fill="#d62728">95th percentile</text>
    <text x="8" y="20">ms a commit, of %d each</text>
    </svg>
    """
        .formatted(
            WIDTH,
            HEIGHT,
            axes(highest),
            points(highest, CommitPlot::median),
            points(highest, CommitPlot::p95),
            WIDTH - 220,
            WIDTH - 150,
            window);
  }

  private String axes(double highest) {
    return IntStream.rangeClosed(0, TICKS)
        .mapToObj(
            tick -> {
              double y = y(highest * tick / TICKS, highest);
              double x = x((double) windows.size() * tick / TICKS);
              return String.format(
                  Locale.ROOT,
                  """
                  <line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#ddd"/>
                  <text x="%d" y="%.1f" text-anchor="end">%.1f</text>
                  <text x="%.1f" y="%d" text-anchor="middle">%d</text>""",
                  MARGIN,
                  WIDTH - MARGIN,
                  y,
                  y,
                  MARGIN - 6,
                  y + 4,
                  highest * tick / TICKS,
                  x,
                  HEIGHT - MARGIN + 18,
                  windows.size() * window * tick / TICKS);
            })
        .collect(Collectors.joining("\n"));
  }

  private String points(double highest, ToDoubleFunction<double[]> figure) {
    return IntStream.range(0, windows.size())
        .mapToObj(
            index ->
                String.format(
                    Locale.ROOT,
                    "%.1f,%.1f",
                    x(index + 0.5),
                    y(figure.applyAsDouble(windows.get(index)), highest)))
        .collect(Collectors.joining(" "));
  }

  private double x(double index) {
    return MARGIN + (WIDTH - 2 * MARGIN) * index / windows.size();
  }

  private static double y(double millis, double highest) {
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * millis / highest;
  }

  private static double median(double[] sorted) {
    return CommitBenchmark.percentile(sorted, 50);
  }

  private static double p95(double[] sorted) {
    return CommitBenchmark.percentile(sorted, 95);
  }
}
