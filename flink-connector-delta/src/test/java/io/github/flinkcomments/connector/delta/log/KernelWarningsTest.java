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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delta Kernel warns each time that it lists the log of a table without a log checkpoint. */
class KernelWarningsTest {

  private static final String KERNEL = "io.delta.kernel";

  private final Queue<String> warnings = new ConcurrentLinkedQueue<>();
  private final LoggerContext logging = LoggerContext.getContext(false);

  @TempDir Path directory;

  @BeforeEach
  void listen() {
    AbstractAppender appender =
        new AbstractAppender("warnings", null, null, false, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            warnings.add(event.getMessage().getFormattedMessage());
          }
        };
    appender.start();
    LoggerConfig kernel = new LoggerConfig(KERNEL, Level.WARN, false);
    kernel.addAppender(appender, Level.WARN, null);
    logging.getConfiguration().addLogger(KERNEL, kernel);
    logging.updateLoggers();
  }

  @AfterEach
  void stopListening() {
    logging.getConfiguration().removeLogger(KERNEL);
    logging.updateLoggers();
  }

  @Test
  void theyDoNotComeWithEachCommit() {
    Map<String, String> withoutCheckpoints = Map.of("delta.checkpointInterval", "1000");
    try (DeltaTable table = new SampleTable(directory.resolve("table")).open()) {
      String id = table.createIfAbsent(withoutCheckpoints).id();
      for (int commit = 0; commit < 50; commit++) {
        DataFile file =
            new DataFile("part-" + commit + ".parquet", List.of(), 1, 1, 1, "{\"numRecords\":1}");
        table.transactions().newestVersion("sink");
        table.append(new TransactionId("sink", commit), List.of(file), id);
      }
    }
    assertThat(warnings).isNotEmpty().hasSizeLessThan(5);
  }
}
