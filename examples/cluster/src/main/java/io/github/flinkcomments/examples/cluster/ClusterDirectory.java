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
package io.github.flinkcomments.examples.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where everything of a cluster lies.
 *
 * @param root of all of it
 */
record ClusterDirectory(Path root) {

  private static final String LOGGING =
      """
      rootLogger.level = INFO
      rootLogger.appenderRef.file.ref = File
      appender.file.name = File
      appender.file.type = File
      appender.file.fileName = ${sys:log.file}
      appender.file.layout.type = PatternLayout
      appender.file.layout.pattern = %d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n
      # Says that no native library is there; ours need none.
      logger.hadoop.name = org.apache.hadoop
      logger.hadoop.level = ERROR
      """;

  ClusterDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** What Flink's programs read; for {@code FLINK_CONF_DIR}. */
  Path configuration() {
    return root.resolve("conf");
  }

  /** How Flink's programs log. */
  Path logging() {
    return configuration().resolve("log4j.properties");
  }

  Path logs() {
    return root.resolve("log");
  }

  Path coordination() {
    return root.resolve("zookeeper");
  }

  void write(Map<String, String> options) throws IOException {
    Files.createDirectories(configuration());
    Files.createDirectories(logs());
    Files.createDirectories(coordination());
    Files.writeString(logging(), LOGGING);
    Files.writeString(
        configuration().resolve("config.yaml"),
        options.entrySet().stream()
            .map(option -> "%s: '%s'\n".formatted(option.getKey(), quoted(option.getValue())))
            .sorted()
            .collect(Collectors.joining()));
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
