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

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDirectoriesTest {

  @TempDir private Path parent;

  @Test
  void aJobHasTheSameNameBeforeAndAfterItsTableExists() throws Exception {
    Path table = parent.resolve("comments");
    JobDirectories before = JobDirectories.of(table, parent.resolve("checkpoints"));
    Files.createDirectory(table);

    assertThat(JobDirectories.of(table, parent.resolve("checkpoints"))).isEqualTo(before);
    assertThat(JobDirectories.of(parent.resolve("x/../comments/"), parent.resolve("checkpoints")))
        .isEqualTo(before);
    assertThat(before.name()).matches("comments-[0-9a-f]{8}");
  }

  @Test
  void tablesWithOneNameBelongToDifferentJobs() {
    JobDirectories one = JobDirectories.of(parent.resolve("one/comments"), parent);
    JobDirectories other = JobDirectories.of(parent.resolve("other/comments"), parent);

    assertThat(one.name()).isNotEqualTo(other.name());
    assertThat(one.snapshots()).isNotEqualTo(other.snapshots());
  }

  @Test
  void namesAreFitForDirectories() {
    assertThat(JobDirectories.of(parent.resolve("my täble: 1"), parent).name())
        .matches("my_t_ble__1-[0-9a-f]{8}");
  }

  @Test
  void movesTableAndSnapshotsAsideAndDeletesNothing() throws Exception {
    Path table = Files.createDirectory(parent.resolve("comments"));
    Files.writeString(table.resolve("data"), "rows");
    JobDirectories directories = JobDirectories.of(table, parent.resolve("checkpoints"));
    Path snapshots = Files.createDirectories(Path.of(directories.snapshots().getPath()));
    Files.writeString(snapshots.resolve("state"), "position");

    directories.moveAside(Instant.parse("2026-01-02T03:04:05.678Z"));

    String suffix = ".before-20260102T030405.678Z";
    assertThat(table).doesNotExist();
    assertThat(snapshots).doesNotExist();
    assertThat(parent.resolve("comments" + suffix).resolve("data")).hasContent("rows");
    assertThat(snapshots.resolveSibling(snapshots.getFileName() + suffix).resolve("state"))
        .hasContent("position");
    assertThat(directories.moveAside(Instant.EPOCH)).isEmpty();
  }
}
