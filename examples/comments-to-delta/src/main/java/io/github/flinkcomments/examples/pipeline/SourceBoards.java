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

import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * Hands a cluster of this process the board that is to be its metric reporter. Flink makes
 * reporters by the names of their factories, so boards are called by names as well.
 */
public final class SourceBoards implements MetricReporterFactory {

  private static final String REPORTER = "source-board";
  private static final String NAME = "name";
  private static final Map<String, SourceBoard> BOARDS = new ConcurrentHashMap<>();

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    SourceBoard board = BOARDS.remove(properties.getProperty(NAME));
    if (board == null) {
      throw new IllegalArgumentException("There is no board to report to in this process.");
    }
    return board;
  }

  /** Makes a board and names it in the configuration of a cluster. */
  static SourceBoard addTo(Configuration cluster) {
    String name = UUID.randomUUID().toString();
    SourceBoard board = new SourceBoard();
    BOARDS.put(name, board);
    cluster.set(MetricOptions.REPORTERS_LIST, REPORTER);
    Configuration reporter = MetricOptions.forReporter(cluster, REPORTER);
    reporter.set(MetricOptions.REPORTER_FACTORY_CLASS, SourceBoards.class.getName());
    reporter.setString(NAME, name);
    return board;
  }
}
