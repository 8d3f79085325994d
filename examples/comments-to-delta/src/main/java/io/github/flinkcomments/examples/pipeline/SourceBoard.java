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
package io.github.flinkcomments.examples.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Shows how far the sources of the embedded cluster's job are, by the metrics that they register:
 * as soon as it is so, and without a checkpoint.
 *
 * <p>Thread-safe: Flink registers metrics on threads of its own.
 */
final class SourceBoard implements MetricReporter {

  private static final String OPERATOR_ID = "<operator_id>";
  private static final String OPERATOR_NAME = "<operator_name>";

  /** As Flink names what a source is chained with: {@code Source: comments[1] -> Calc[2]}. */
  private static final Pattern SCAN = Pattern.compile("(?:Source: )?(.*?)(?:\\[\\d+])?(?: -> .*)?");

  /** The metrics of one operator, by their names; one for each subtask that has it. */
  private record Operator(String name, Map<String, List<Metric>> metrics) {}

  private final Map<String, Operator> operators = new ConcurrentHashMap<>();

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    Map<String, String> variables = group.getAllVariables();
    String id = variables.get(OPERATOR_ID);
    if (id != null) {
      operators
          .computeIfAbsent(
              id,
              unknown ->
                  new Operator(
                      variables.getOrDefault(OPERATOR_NAME, id), new ConcurrentHashMap<>()))
          .metrics()
          .computeIfAbsent(name, unknown -> new CopyOnWriteArrayList<>())
          .add(metric);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
    Operator operator = operators.get(group.getAllVariables().getOrDefault(OPERATOR_ID, ""));
    if (operator != null) {
      operator.metrics().getOrDefault(name, new ArrayList<>()).remove(metric);
    }
  }

  /** The sources that tell whether they have caught up, by name; none before they have started. */
  List<SourceProgress> sources() {
    return operators.values().stream()
        .filter(operator -> operator.metrics().containsKey("caughtUp"))
        .map(SourceBoard::progress)
        .sorted(Comparator.comparing(SourceProgress::name))
        .toList();
  }

  private static SourceProgress progress(Operator operator) {
    OptionalLong end = sum(operator, "end");
    OptionalLong frontier = sum(operator, "frontier");
    long assigned = sum(operator, "assignedRecords").orElse(0);
    long done =
        frontier.isPresent()
            ? Math.max(0, frontier.getAsLong() - assigned)
            : sum(operator, "numRecordsIn").orElse(0);
    return new SourceProgress(
        tableName(operator.name()),
        sum(operator, "caughtUp").orElse(0) > 0,
        done,
        end,
        frontier,
        sum(operator, "numRecordsInErrors").orElse(0));
  }

  private static OptionalLong sum(Operator operator, String name) {
    List<Metric> metrics = operator.metrics().getOrDefault(name, List.of());
    return metrics.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(metrics.stream().mapToLong(SourceBoard::value).sum());
  }

  private static long value(Metric metric) {
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    return metric instanceof Gauge<?> gauge && gauge.getValue() instanceof Number number
        ? number.longValue()
        : 0;
  }

  private static String tableName(String operatorName) {
    Matcher scan = SCAN.matcher(operatorName);
    return scan.matches() ? scan.group(1) : operatorName;
  }
}
