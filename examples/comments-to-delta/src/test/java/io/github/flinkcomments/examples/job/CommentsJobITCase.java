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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import io.github.flinkcomments.examples.checkpoint.ProgressReport;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.table.TableReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Tag("flink-versions")
class CommentsJobITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir private Path directory;

  private final CommentsServer server = CommentsServer.builder().comments(500).start();
  private JobRuns runs;

  @BeforeEach
  void prepare() {
    runs = new JobRuns(directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void catchesUpAndGoesOnFromThereWithoutRepeatingAnything() throws Exception {
    assertThat(run("comments", "--until-caught-up")).isEqualTo(Ending.CAUGHT_UP);
    assertTableHoldsExactlyTheListing("comments");
    assertThat(runs.said()).contains("Starting at the beginning").contains("500 of 500 rows");
    int versions = runs.table("comments").history().size();

    assertThat(run("comments", "--until-caught-up")).isEqualTo(Ending.CAUGHT_UP);
    assertThat(runs.said()).contains("Resuming from").contains("savepoint-");
    assertThat(runs.table("comments").history()).hasSize(versions);

    server.grow(25);
    assertThat(run("comments", "--until-caught-up", "--parallelism=1")).isEqualTo(Ending.CAUGHT_UP);
    assertTableHoldsExactlyTheListing("comments");
    assertThat(runs.table("comments").history()).hasSizeGreaterThan(versions);
  }

  @Test
  void stopsWithASavepointWhenAskedTo() throws Exception {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    server.afterPage(
        page -> page.asksForMoreThan(2) && page.offset() >= 100, () -> stop.complete(null));
    try (Hold ignored = server.hold(page -> page.asksForMoreThan(2) && page.offset() >= 300)) {
      assertThat(runs.run("comments", server.url(), stop, "--max-records-per-checkpoint=50"))
          .isEqualTo(Ending.STOPPED);
    }
    assertThat(runs.table("comments").ids()).hasSizeLessThan(500);

    assertThat(run("comments", "--until-caught-up")).isEqualTo(Ending.CAUGHT_UP);
    assertTableHoldsExactlyTheListing("comments");
  }

  /** The job tries for minutes before it says why, and people would see no rows meanwhile. */
  @Test
  void saysAtOnceThatTheApiIsDownAndTriesAllTheSame() throws Exception {
    server.close();
    assertThat(runs.run("comments", server.url(), CompletableFuture.completedFuture(null)))
        .isEqualTo(Ending.STOPPED);
    assertThat(runs.said()).contains("cannot be reached (Connection refused)");
  }

  @Test
  void refusesToAddRowsTwiceUnlessToldToStartFromScratch() throws Exception {
    run("comments", "--until-caught-up");
    Path snapshots = directory.resolve("checkpoints");
    Files.move(snapshots, directory.resolve("lost"));

    assertThatThrownBy(() -> run("comments", "--until-caught-up"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("holds rows", "--from-scratch", "--checkpoint-dir");

    server.delete(0);
    assertThat(run("comments", "--until-caught-up", "--from-scratch")).isEqualTo(Ending.CAUGHT_UP);
    assertTableHoldsExactlyTheListing("comments");
    try (Stream<Path> tables = Files.list(directory)) {
      Path old =
          tables.filter(path -> path.toString().contains("comments.before-")).findAny().get();
      assertThat(new TableReader(old.toString()).ids()).hasSize(500);
    }
  }

  @Test
  void jobsThatShareACheckpointDirectoryKeepToTheirOwn() throws Exception {
    run("one/comments", "--until-caught-up");
    server.grow(10);
    run("other/comments", "--until-caught-up");

    assertThat(runs.said()).doesNotContain("Resuming");
    assertTableHoldsExactlyTheListing("other/comments");
    assertThat(runs.table("one/comments").ids()).hasSize(500);
    run("one/comments", "--until-caught-up");
    assertTableHoldsExactlyTheListing("one/comments");
  }

  @Test
  void aRowDeletedWhileTheJobWasDownIsToldInOneSentence() throws Exception {
    run("comments", "--until-caught-up");
    server.delete(0);
    assertFailsWithDrift("expected record 500 at offset 499, found the end of the listing");
    assertReadsAllFromScratch();
  }

  @Test
  void aRowInsertedWhileTheJobWasDownIsToldInOneSentence() throws Exception {
    run("comments", "--until-caught-up");
    server.insert(0);
    assertFailsWithDrift("expected record 500 at offset 499, found record 499");
    assertReadsAllFromScratch();
  }

  private void assertFailsWithDrift(String seen) {
    assertThatThrownBy(() -> run("comments", "--until-caught-up"))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("The job failed: The listing " + server.url() + " has shifted: ")
        .hasMessageContaining(seen);
  }

  private void assertReadsAllFromScratch() throws Exception {
    assertThat(run("comments", "--until-caught-up", "--from-scratch")).isEqualTo(Ending.CAUGHT_UP);
    assertTableHoldsExactlyTheListing("comments");
  }

  @Test
  void goesOnWhereAHandWrittenReaderStopped() throws Exception {
    Path file = Files.writeString(directory.resolve("progress.json"), "{\"current\": 20}");
    String imported = "--import-progress=" + file;

    assertThat(run("comments", "--until-caught-up", imported)).isEqualTo(Ending.CAUGHT_UP);
    assertThat(runs.said()).contains("Starting at offset 20, as ").contains("500 of 500 rows");
    assertThat(runs.table("comments").ids()).isEqualTo(IntStream.rangeClosed(21, 500).toArray());

    server.grow(5);
    assertThat(run("comments", "--until-caught-up", imported)).isEqualTo(Ending.CAUGHT_UP);
    assertThat(runs.said()).contains("Not looking at").contains("Resuming from");
    assertThat(runs.table("comments").ids()).isEqualTo(IntStream.rangeClosed(21, 505).toArray());
  }

  @Test
  void aProgressFileThatTheTableContradictsIsRefused() throws Exception {
    run("comments", "--until-caught-up");
    Files.move(directory.resolve("checkpoints"), directory.resolve("lost"));
    Path file = Files.writeString(directory.resolve("progress.json"), "{\"current\": 510}");

    assertThatThrownBy(() -> run("comments", "--until-caught-up", "--import-progress=" + file))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("says that 510 rows", "the table holds 500");
  }

  @Test
  void itsProgressCanBeReadFromItsSnapshots() throws Exception {
    run("comments", "--until-caught-up");

    Snapshot newest = runs.newestSnapshot("comments");
    ObjectNode report = ProgressReport.of(newest).toJson();
    assertThat(report.path("current").asLong()).isEqualTo(500);
    assertThat(report.path("end").asLong()).isEqualTo(500);
    assertThat(report.path("openRanges")).isEmpty();
    assertThat(report.path("listing").asText()).startsWith(server.url().toString());
    assertThat(report.path("snapshot").asText()).isEqualTo(newest.directory().getPath());
    assertThat(runs.table("comments").lastCheckpointOf(report.path("sinkId").asText()))
        .isBetween(1L, newest.checkpointId());
  }

  @Test
  void anEmptyListingIsCaughtUpWith() throws Exception {
    try (CommentsServer empty = CommentsServer.builder().comments(0).start()) {
      assertThat(runs.run("comments", empty.url(), JobRuns.NEVER, "--until-caught-up"))
          .isEqualTo(Ending.CAUGHT_UP);
    }
  }

  private Ending run(String tableName, String... arguments) throws Exception {
    return runs.run(tableName, server.url(), JobRuns.NEVER, arguments);
  }

  private void assertTableHoldsExactlyTheListing(String tableName) {
    assertThat(runs.table(tableName).ids())
        .isEqualTo(IntStream.of(server.ids()).sorted().toArray());
  }
}
