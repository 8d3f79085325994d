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
package io.github.flinkcomments.examples.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What operators are given: the description of the metrics, the alerts and the dashboard. */
final class MonitoringFiles {

  private static final Path DESCRIPTION = Path.of("../../docs/monitoring.md");
  private static final Path ALERTS = Path.of("../monitoring/alerts.yml");
  private static final Path DASHBOARD = Path.of("../monitoring/grafana-dashboard.json");

  private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
  private static final Pattern NAME = Pattern.compile("`([a-z]\\w+)`");
  private static final Pattern PROMETHEUS_NAME = Pattern.compile("\\bflink_\\w+");

  private MonitoringFiles() {}

  /** The metrics that the description lists; alerts begin with a capital letter. */
  static List<String> documentedMetrics() throws IOException {
    return FIRST_CELL
        .matcher(Files.readString(DESCRIPTION))
        .results()
        .map(MatchResult::group)
        .flatMap(cell -> NAME.matcher(cell).results())
        .map(name -> name.group(1))
        .toList();
  }

  /** The metrics in the queries of alerts and dashboard, as Prometheus names them. */
  static Set<String> usedMetrics() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : List.of(ALERTS, DASHBOARD)) {
      PROMETHEUS_NAME
          .matcher(Files.readString(file))
          .results()
          .forEach(name -> used.add(name.group()));
    }
    return used;
  }
}
