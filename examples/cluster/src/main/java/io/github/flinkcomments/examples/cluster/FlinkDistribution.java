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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The JARs of a Flink.
 *
 * @param lib what every process has, our connectors included
 * @param opt what only the SQL client has in addition
 */
record FlinkDistribution(List<Path> lib, List<Path> opt) {

  private static final List<String> SQL_CLIENT =
      List.of("flink-sql-client", "flink-sql-gateway", "flink-python");

  FlinkDistribution {
    lib = List.copyOf(lib);
    opt = List.copyOf(opt);
  }

  /** The distribution in the directory that {@code FLINK_HOME} names, else that of the build. */
  static FlinkDistribution current() throws IOException {
    String home = System.getenv("FLINK_HOME");
    return home == null || home.isBlank() ? built() : unpacked(Path.of(home));
  }

  /** What the build has put together from Flink's artifacts. */
  static FlinkDistribution built() throws IOException {
    List<Path> jars = BuildOutput.flink();
    Predicate<Path> forSqlClient = FlinkDistribution::isForSqlClient;
    return withConnectors(
        jars.stream().filter(forSqlClient.negate()), jars.stream().filter(forSqlClient).toList());
  }

  /** A distribution as it is downloaded; its files are not touched. */
  static FlinkDistribution unpacked(Path home) throws IOException {
    List<Path> lib = BuildOutput.jars(home.resolve("lib"), "*.jar");
    List<Path> opt = BuildOutput.jars(home.resolve("opt"), "flink-*.jar");
    return withConnectors(
        lib.stream(), opt.stream().filter(FlinkDistribution::isForSqlClient).toList());
  }

  private static FlinkDistribution withConnectors(Stream<Path> flink, List<Path> opt)
      throws IOException {
    List<Path> connectors = BuildOutput.connectors();
    List<String> names = connectors.stream().map(FlinkDistribution::name).toList();
    List<Path> lib = new ArrayList<>(connectors);
    // Somebody may have copied them there already.
    flink.filter(jar -> !names.contains(name(jar))).forEach(lib::add);
    return new FlinkDistribution(lib, opt);
  }

  private static boolean isForSqlClient(Path jar) {
    return SQL_CLIENT.stream().anyMatch(name(jar)::startsWith);
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }
}
