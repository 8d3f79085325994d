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
package io.github.flinkcomments.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.properties.PropertiesConfiguration;
import org.apache.logging.log4j.core.config.properties.PropertiesConfigurationFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log of the example programs has no warnings that a healthy run makes. */
class QuickstartLogTest {

  private static final Path CONFIGURATION = Path.of("..", "quickstart-log4j2.properties");
  private static final String METRICS = "org.apache.flink.metrics.MetricGroup";
  private static final String SNAPSHOTS = "io.delta.kernel.internal.snapshot.SnapshotManager";

  @TempDir Path directory;

  @Test
  void leavesOutWhatFlinkAndKernelSayOfHealthyRuns() throws Exception {
    Path file = directory.resolve("run.log");
    try (LoggerContext logging = context(file)) {
      logging.getLogger(METRICS).warn(collision("pendingCommittables"));
      logging.getLogger(METRICS).warn(collision("commitRetries"));
      logging
          .getLogger(SNAPSHOTS)
          .warn("Cannot find a complete checkpoint. Listing from version {}.", 0);
      logging.getLogger(SNAPSHOTS).warn("Checkpoint at version 10 appears to have been deleted.");
      logging.getLogger("another").warn("Cannot find a complete checkpoint");
    }
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("'commitRetries'");
    assertThat(lines.get(1)).contains("appears to have been deleted");
    assertThat(lines.get(2)).contains("another");
  }

  /** Columns that no record has, and an order in which new records are never read. */
  @ParameterizedTest
  @ValueSource(strings = {"table.MisspeltColumns", "source.reader.KeyOrder"})
  void likelyMistakesAreToldOnTheConsole(String teller) throws Exception {
    String logger = Class.forName("io.github.flinkcomments.connector.rest." + teller).getName();
    try (LoggerContext logging = context(directory.resolve("run.log"))) {
      assertThat(logging.getConfiguration().getLoggerConfig(logger).getAppenders())
          .containsKey("Console");
      assertThat(logging.getConfiguration().getLoggerConfig(METRICS).getAppenders())
          .doesNotContainKey("Console");
    }
  }

  private static String collision(String metric) {
    return "Name collision: Group already contains a Metric with the name '%s'. Metric will not be reported."
        .formatted(metric);
  }

  private static LoggerContext context(Path file) throws Exception {
    LoggerContext context = new LoggerContext("quickstart");
    String text = Files.readString(CONFIGURATION).replace("${sys:log.file}", file.toString());
    PropertiesConfiguration configuration =
        new PropertiesConfigurationFactory()
            .getConfiguration(
                context, new ConfigurationSource(new ByteArrayInputStream(text.getBytes(UTF_8))));
    context.start(configuration);
    return context;
  }
}
