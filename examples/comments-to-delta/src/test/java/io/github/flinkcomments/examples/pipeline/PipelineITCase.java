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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import io.github.flinkcomments.examples.checkpoint.PipelineSnapshots;
import io.github.flinkcomments.examples.checkpoint.ProgressReport;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.table.LocalTable;
import io.github.flinkcomments.examples.table.TableVersion;
import io.github.flinkcomments.examples.testing.TableColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts as {@code run.sh} runs them, each run with a cluster of its own in this process. */
class PipelineITCase {

  private static final CompletableFuture<?> NEVER = new CompletableFuture<>();

  private static final String COMMENTS =
      """
      CREATE TABLE comments (id INT, name STRING, email STRING, body STRING)
      WITH ('connector' = 'comments', 'url' = '${API}');
      """;

  private static final String TWO_TABLES =
      COMMENTS
          + """
          CREATE TABLE lake_all (id INT, domain STRING) WITH (
            'connector' = 'delta', 'table-path' = '${LAKE}/all');
          CREATE TABLE lake_even (id INT) WITH (
            'connector' = 'delta', 'table-path' = '${LAKE}/even');
          INSERT INTO lake_all SELECT id, SPLIT_INDEX(email, '@', 1) FROM comments;
          INSERT INTO lake_even SELECT id FROM comments WHERE MOD(id, 2) = 0;
          """;

  @TempDir private Path directory;

  private final CommentsServer server = CommentsServer.builder().comments(500).start();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void twoTablesWithAFilterAndAComputedColumnGoOnWhereTheyStopped() throws Exception {
    assertThat(run(TWO_TABLES)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
    assertThat(said()).contains("Starting at the beginning").contains("500 of 500 rows");
    assertThat(writes("all")).as("a run of seconds makes one version").hasSize(1);

    server.grow(25);
    assertThat(run(TWO_TABLES)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
    assertThat(said()).contains("Resuming from").contains("525 of 525 rows");
    assertThat(writes("all")).hasSize(2);
  }

  private void assertTwoTablesAreExact() throws IOException {
    assertThat(column("all", "id")).isEqualTo(ids());
    assertThat(column("even", "id")).isEqualTo(ids().stream().filter(id -> id % 2 == 0).toList());
  }

  /** A plan that was made anew is another file. */
  @Test
  void aScriptIsPlannedAgainOnlyIfItHasChanged() throws Exception {
    Path plan = directory.resolve("checkpoints/test.plan");
    runFromJars(TWO_TABLES);
    Object first = fileKey(plan);
    server.grow(25);
    assertThat(runFromJars(TWO_TABLES)).isEqualTo(Ending.CAUGHT_UP);
    assertThat(fileKey(plan)).as("the plan after a second run").isEqualTo(first);
    assertThat(said()).contains("Resuming from").contains("525 of 525 rows");
    assertTwoTablesAreExact();

    Files.writeString(plan, "damaged");
    server.grow(10);
    assertThat(runFromJars(TWO_TABLES)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();

    first = fileKey(plan);
    server.grow(10);
    runFromJars(TWO_TABLES.replace("= 0;", "= 0 AND id < 1000;"));
    assertThat(fileKey(plan)).as("the plan of a changed script").isNotEqualTo(first);
    assertTwoTablesAreExact();
  }

  /** In tests the classes are in directories, where they may change. */
  private Ending runFromJars(String script) throws Exception {
    Path jar = directory.resolve("some.jar");
    if (Files.notExists(jar)) {
      Files.createFile(jar);
    }
    return run(script, settings(true, false), NEVER, jar.toString());
  }

  private static Object fileKey(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Test
  void aNestedPartitionedTable() throws Exception {
    String script =
        COMMENTS
            + """
            CREATE TABLE lake (id INT, `who` ROW<name STRING, email STRING>, part INT)
            PARTITIONED BY (part) WITH ('connector' = 'delta', 'table-path' = '${LAKE}/nested');
            INSERT INTO lake SELECT id, ROW(name, email), MOD(id, 3) FROM comments;
            """;
    run(script);
    server.grow(10);
    run(script);
    assertThat(column("nested", "id")).isEqualTo(ids());
    assertThat(said()).contains("{name: garden jasmine");
  }

  /** The state of open windows is part of what a run goes on from. */
  @Test
  void windowsAreCountedAcrossRuns() throws Exception {
    String script =
        """
        SET 'parallelism.default' = '1';
        CREATE TABLE comments (
          id INT,
          at_time AS TO_TIMESTAMP_LTZ(id * 1000, 3),
          WATERMARK FOR at_time AS at_time
        ) WITH (
          'connector' = 'comments',
          'url' = '${API}',
          'scan.watermark.emit.strategy' = 'on-event');
        CREATE TABLE counts (window_start STRING, comments INT) WITH (
          'connector' = 'delta', 'table-path' = '${LAKE}/counts');
        INSERT INTO counts SELECT CAST(window_start AS STRING), CAST(COUNT(*) AS INT)
        FROM TUMBLE(TABLE comments, DESCRIPTOR(at_time), INTERVAL '10' SECOND)
        GROUP BY window_start, window_end;
        """;
    run(script);
    server.grow(203);
    run(script);
    List<Integer> counts = column("counts", "comments");
    assertThat(counts.stream().filter(count -> count != 10)).containsExactly(9);
    assertThat(counts).hasSize(70);
  }

  @Test
  void severalSourcesAreWaitedFor() throws Exception {
    try (CommentsServer other = CommentsServer.builder().comments(3000).start();
        CommentsServer few = CommentsServer.builder().comments(10).start()) {
      String script =
          COMMENTS
              + COMMENTS.replace("comments (", "others (").replace("${API}", other.url().toString())
              + COMMENTS
                  .replace("comments (", "few (")
                  .replace("'url' = '${API}'", "'pagination.type' = 'none', 'url' = '%s'")
                  .formatted(few.url())
              + """
              CREATE TABLE lake (id INT, origin STRING) WITH (
                'connector' = 'delta', 'table-path' = '${LAKE}/both');
              INSERT INTO lake SELECT id, 'one' FROM comments UNION ALL SELECT id, 'two' FROM others
              UNION ALL SELECT id, 'three' FROM few;
              """;
      assertThat(run(script)).isEqualTo(Ending.CAUGHT_UP);
      assertThat(new LocalTable(directory.resolve("both")).read(0).rowCount()).isEqualTo(3510);
      assertThat(said()).contains("comments: ").contains("; others: ").contains("few: 10 rows");
    }
    ObjectNode progress = ProgressReport.of(newestSnapshot()).toJson();
    assertThat(progress.path("sources"))
        .extracting(source -> source.path("source").asText() + source.path("current"))
        .containsExactlyInAnyOrder("comments500", "others3000", "few10");
    assertThat(progress.path("sinkId").asText()).isNotEmpty();
  }

  private Snapshot newestSnapshot() throws IOException {
    Path snapshots = PipelineSnapshots.of(directory.resolve("checkpoints"));
    return new SnapshotFinder(new org.apache.flink.core.fs.Path(snapshots.toUri()))
        .newest()
        .orElseThrow();
  }

  @Test
  void stopsWithASavepointWhenAskedTo() throws Exception {
    CompletableFuture<Void> stop = new CompletableFuture<>();
    server.afterPage(
        page -> page.asksForMoreThan(2) && page.offset() >= 100, () -> stop.complete(null));
    String slow =
        "SET 'execution.checkpointing.interval' = '200ms';\n"
            + TWO_TABLES.replace("'url'", "'scan.max-records-per-checkpoint' = '50', 'url'");
    try (Hold ignored = server.hold(page -> page.asksForMoreThan(2) && page.offset() >= 300)) {
      assertThat(run(slow, settings(false, false), stop)).isEqualTo(Ending.STOPPED);
    }
    assertThat(column("all", "id")).hasSizeLessThan(500);
    assertThat(run(TWO_TABLES)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
  }

  /** As with {@code flink stop --savepointPath}, or in the web UI. */
  @Test
  void aSavepointThatSomebodyElseStoppedTheJobWithIsTold() throws Exception {
    Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
    CompletableFuture<?> stop = new CompletableFuture<>();
    String slow =
        "SET 'execution.checkpointing.interval' = '200ms';\n"
            + TWO_TABLES.replace("'url'", "'scan.max-records-per-checkpoint' = '50', 'url'");
    try (Hold pages = server.hold(page -> page.asksForMoreThan(2) && page.offset() >= 300)) {
      CompletableFuture<Ending> ending =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return run(slow, settings(false, false), stop);
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              });
      pages.awaitHeld(1, Duration.ofMinutes(1));
      assertThat(stop.getNumberOfDependents())
          .as("what the run's many reads have left behind")
          .isLessThanOrEqualTo(1);
      String jobs = webInterface() + "/jobs";
      String job = ask(jobs, "").at("/jobs/0/id").asText();
      ask(jobs + "/" + job + "/stop", "{\"targetDirectory\": \"%s\"}".formatted(elsewhere));
      assertThat(ending.get()).isEqualTo(Ending.ENDED_ELSEWHERE);
    }
    assertThat(said())
        .contains("The job was stopped through Flink, with the savepoint file:" + elsewhere)
        .contains("A run looks for savepoints in " + directory.resolve("checkpoints/test"))
        .doesNotContain("Finished");
  }

  /** Told once the job is submitted, which may be after its first request. */
  private String webInterface() {
    Pattern line = Pattern.compile("Flink web UI +(\\S+)\\s");
    Matcher told = line.matcher(said());
    while (!told.find()) {
      Thread.onSpinWait();
      told = line.matcher(said());
    }
    return told.group(1);
  }

  /** The answer of Flink's REST interface; without a body to send, by GET. */
  private static JsonNode ask(String url, String body) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    return new ObjectMapper()
        .readTree(
            HttpClient.newHttpClient()
                .send(
                    body.isEmpty()
                        ? request.build()
                        : request.POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
  }

  @Test
  void rowsWithoutASnapshotAreNotReadTwiceUnlessToldToStartFromScratch() throws Exception {
    run(TWO_TABLES);
    Files.move(directory.resolve("checkpoints"), directory.resolve("lost"));
    assertThatThrownBy(() -> run(TWO_TABLES))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("holds rows", "--from-scratch", "--checkpoint-dir");

    assertThat(run(TWO_TABLES, settings(true, true), NEVER)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
    assertThat(said()).contains("Moved what was there to " + directory.resolve("all.before-"));
  }

  @Test
  void pipelinesWithPrefixesShareATable() throws Exception {
    run(TWO_TABLES);
    Files.move(directory.resolve("checkpoints"), directory.resolve("others"));
    String other =
        TWO_TABLES.replace(
            "'connector' = 'delta'", "'connector' = 'delta', 'sink.id-prefix' = 'b'");
    assertThat(run(other)).isEqualTo(Ending.CAUGHT_UP);
    assertThat(column("all", "id")).hasSize(1000);
  }

  @Test
  void aChangeThatTheStateCannotFollowIsToldInASentence() throws Exception {
    run(TWO_TABLES);
    String changed =
        COMMENTS
            + """
            CREATE TABLE counts (domain STRING, comments BIGINT) WITH ('connector' = 'print');
            INSERT INTO counts SELECT email, COUNT(*) FROM comments GROUP BY email;
            """;
    assertThatThrownBy(() -> run(changed))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContainingAll("does not fit test.sql any more", "--from-scratch", "savepoint-");
  }

  /** Who moves the old table back to its path, as the message advises, must find the path free. */
  @Test
  void aRefusedRunMakesNoDirectoryForATable() throws Exception {
    run(TWO_TABLES);
    Files.move(directory.resolve("all"), directory.resolve("moved"));
    assertThatThrownBy(() -> run(TWO_TABLES.replace("${LAKE}/all", "${LAKE}/new/all")))
        .isInstanceOf(JobFailedException.class)
        .hasMessageContaining(directory.resolve("new/all").toString());
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void onlyTheNewestSnapshotsAreKept() throws Exception {
    for (int run = 0; run < 5; run++) {
      server.grow(1);
      run(TWO_TABLES);
    }
    try (Stream<Path> snapshots = Files.list(directory.resolve("checkpoints/test"))) {
      assertThat(snapshots).hasSize(3);
    }
    assertTwoTablesAreExact();
  }

  @Test
  void explainRunsNothing() throws Exception {
    RunSettings explain =
        new RunSettings(
            false,
            false,
            Optional.of(directory.resolve("checkpoints")),
            Optional.empty(),
            OptionalInt.empty(),
            "0",
            variables(),
            true,
            Optional.empty());
    assertThat(run(TWO_TABLES, explain, NEVER)).isEqualTo(Ending.EXPLAINED);
    assertThat(said()).contains("Optimized Execution Plan");
    String json = TWO_TABLES.replace("'comments', 'url'", "'rest', 'format' = 'json', 'url'");
    assertThat(run(json, explain, NEVER)).isEqualTo(Ending.EXPLAINED);
    assertThat(directory).isEmptyDirectory();
  }

  /** Flink keeps no checkpoint of a job that has come to its end. */
  @Test
  void aStreamingScriptWhoseSourcesEndDoesSo() throws Exception {
    String script = TWO_TABLES.replace("'${API}'", "'${API}', 'scan.bounded.mode' = 'latest'");
    assertThat(run(script, settings(false, false), NEVER)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
    assertThat(said()).contains("Finished.").doesNotContain("goes on from here");
  }

  @Test
  void aBatchScriptEndsByItself() throws Exception {
    String script = "SET 'execution.runtime-mode' = 'batch';\n" + TWO_TABLES;
    assertThat(run(script, settings(false, false), NEVER)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();

    assertThatThrownBy(() -> run(script, settings(false, false), NEVER))
        .isInstanceOf(JobFailedException.class)
        .hasMessageStartingWith("The job starts without state");
    assertTwoTablesAreExact();
    assertThat(run(script, settings(false, true), NEVER)).isEqualTo(Ending.CAUGHT_UP);
    assertTwoTablesAreExact();
  }

  private Ending run(String script) throws Exception {
    return run(script, settings(true, false), NEVER);
  }

  private Ending run(String script, RunSettings settings, CompletableFuture<?> stop)
      throws Exception {
    return run(script, settings, stop, System.getProperty("java.class.path"));
  }

  private Ending run(
      String script, RunSettings settings, CompletableFuture<?> stop, String classPath)
      throws Exception {
    said.reset();
    return new PipelineRun(
            new PipelineScript("test.sql", "test", script, Optional.empty(), List.of()),
            settings,
            new PrintStream(said, true, StandardCharsets.UTF_8),
            classPath)
        .run(stop);
  }

  private RunSettings settings(boolean untilCaughtUp, boolean fromScratch) {
    return new RunSettings(
        untilCaughtUp,
        fromScratch,
        Optional.of(directory.resolve("checkpoints")),
        // None before the savepoint, however slowly a run catches up.
        Optional.of(Duration.ofHours(1)).filter(interval -> untilCaughtUp),
        OptionalInt.empty(),
        "0",
        variables(),
        false,
        Optional.empty());
  }

  private Map<String, String> variables() {
    return Map.of("API", server.url().toString(), "LAKE", directory.toString());
  }

  private List<Integer> ids() {
    return IntStream.of(server.ids()).sorted().boxed().toList();
  }

  private List<Integer> column(String table, String column) throws IOException {
    return TableColumn.read(directory.resolve(table), column);
  }

  private List<TableVersion> writes(String table) throws IOException {
    return new LocalTable(directory.resolve(table))
        .newestVersions(100).stream().filter(version -> version.rows() > 0).toList();
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
