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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.checkpoint.ProgressReport;
import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.table.TableVersion;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The job goes on from savepoints that were taken with other versions of Flink. */
@Tag("flink-versions")
class SavepointOfOlderFlinkITCase {

  /** One directory for each version of Flink; see docs/versions.md for how they are made. */
  private static final Path FROZEN = Path.of("src", "test", "resources", "savepoints");

  /** If given, the savepoint of the Flink at hand is kept in this directory. */
  private static final String KEEP = "savepoint.keep";

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path directory;

  private final CommentsServer server =
      CommentsServer.builder().comments(MidwaySavepoint.COMMENTS).start();

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource
  void goesOnFromFrozen(Version version) throws Exception {
    assertGoesOnFrom(new MidwaySavepoint(FROZEN.resolve(version.toString())));
  }

  /** Flink restores what the same or an older version has written. */
  static List<Version> goesOnFromFrozen() throws IOException {
    Version current = Version.parse(EnvironmentInformation.getVersion());
    try (Stream<Path> versions = Files.list(FROZEN)) {
      return versions
          .map(directory -> Version.parse(directory.getFileName().toString()))
          .filter(version -> version.compareTo(current) <= 0)
          .sorted()
          .toList();
    }
  }

  @Test
  void goesOnFromOneOfTheSameVersion(@InjectMiniCluster MiniCluster cluster) throws Exception {
    Path kept =
        Optional.ofNullable(System.getProperty(KEEP))
            .map(Path::of)
            .orElse(directory)
            .resolve(EnvironmentInformation.getVersion());

    assertGoesOnFrom(MidwaySavepoint.take(kept, server, cluster));
  }

  private void assertGoesOnFrom(MidwaySavepoint savepoint) throws Exception {
    assertThat(savepoint.rowsInTable()).isPositive();
    assertThat(savepoint.rowsRead())
        .isGreaterThan(savepoint.rowsInTable())
        .isLessThan(MidwaySavepoint.COMMENTS);
    ProgressReport before = ProgressReport.of(savepoint.snapshot());
    assertThat(before.toJson().path("openRanges")).isNotEmpty();

    JobRuns runs = new JobRuns(directory, Optional.of(MidwaySavepoint.LISTING));
    FileUtils.copy(flink(savepoint.table()), flink(runs.path("comments")), false);
    FileUtils.copy(savepoint.snapshot().directory(), runs.snapshots("comments"), false);
    server.grow(50);
    assertThat(runs.run("comments", server.url(), JobRuns.NEVER, "--until-caught-up"))
        .isEqualTo(Ending.CAUGHT_UP);

    assertThat(runs.said()).contains("Resuming from");
    TableReader table = runs.table("comments");
    assertThat(table.ids()).isEqualTo(server.ids());
    assertThat(table.history().stream().map(TableVersion::files).flatMap(List::stream))
        .doesNotHaveDuplicates()
        .allMatch(file -> Files.isRegularFile(runs.path("comments").resolve(file)));
    assertThat(table.lastCheckpointOf(before.sinks().get(0).sinkId().value()))
        .isGreaterThan(before.checkpoint());
  }

  private static org.apache.flink.core.fs.Path flink(Path path) {
    return new org.apache.flink.core.fs.Path(path.toUri());
  }
}
