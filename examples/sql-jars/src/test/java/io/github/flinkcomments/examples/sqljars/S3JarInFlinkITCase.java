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
package io.github.flinkcomments.examples.sqljars;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.s3.S3Server;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A table on S3, written by a Flink to which nothing was added but JARs for {@code lib/}. */
@Tag("flink-versions")
@Tag("heavy")
class S3JarInFlinkITCase {

  private static final Path S3_JAR =
      Path.of("target", "lib", "flink-sql-connector-delta-s3.jar").toAbsolutePath();

  private static final List<Path> JARS =
      List.of(S3_JAR, SqlJar.DELTA.file(), SqlJar.COMMENTS.file());

  /** Where the JARs are: in {@code lib/}, or in the session, which has a class loader for them. */
  private enum Place {
    ALL_IN_LIB {
      @Override
      List<Path> lib() {
        return JARS;
      }
    },
    S3_IN_THE_SESSION {
      @Override
      List<Path> lib() {
        return List.of(SqlJar.DELTA.file(), SqlJar.COMMENTS.file());
      }
    },
    ALL_IN_THE_SESSION {
      @Override
      List<Path> lib() {
        return List.of();
      }
    };

    abstract List<Path> lib();

    List<Path> classPath() throws IOException {
      return Stream.concat(lib().stream(), FlinkClassPath.read().stream()).toList();
    }

    String addJars() {
      return JARS.stream()
          .filter(jar -> !lib().contains(jar))
          .map("ADD JAR '%s';\n"::formatted)
          .collect(Collectors.joining());
    }
  }

  private static final String STREAMING =
      """
      SET 'execution.runtime-mode' = 'streaming';
      SET 'execution.checkpointing.interval' = '50 ms';
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void landAListing(Place place) throws Exception {
    try (CommentsServer api = CommentsServer.builder().comments(500).start();
        S3Server store = S3Server.start(directory)) {
      new FlinkProcess(directory, place.classPath())
          .run(STREAMING + place.addJars() + source(api) + sink(store) + insert());

      TableReader table = new TableReader(store.directory("comments").toString());
      assertThat(table.ids()).isEqualTo(api.ids());
      assertThat(table.history()).hasSizeGreaterThanOrEqualTo(6);
    }
  }

  private static String source(CommentsServer api) {
    return """
        CREATE TABLE listing (id INT, name STRING, email STRING, body STRING)
        WITH ('connector' = 'comments', 'url' = '%s', 'scan.bounded.mode' = 'latest',
          'scan.max-records-per-checkpoint' = '100');
        """
        .formatted(api.url());
  }

  private static String sink(S3Server store) {
    String options =
        store.options().entrySet().stream()
            .map(option -> ", 'storage.%s' = '%s'".formatted(option.getKey(), option.getValue()))
            .collect(Collectors.joining());
    return """
        CREATE TABLE landed (id INT, name STRING, email STRING, body STRING)
        WITH ('connector' = 'delta', 'table-path' = '%s', 'delta.checkpointInterval' = '2'%s);
        """
        .formatted(store.path("comments"), options);
  }

  private static String insert() {
    return "INSERT INTO landed SELECT * FROM listing;\n";
  }
}
