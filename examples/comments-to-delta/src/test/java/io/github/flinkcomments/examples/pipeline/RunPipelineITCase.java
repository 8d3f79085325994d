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

import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import io.github.flinkcomments.examples.testing.TableColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code run.sh}'s program as processes of their own: killed, run side by side, and by cron. */
class RunPipelineITCase {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int RUNS = Integer.getInteger("pipeline.runs", 6);
  private static final int KILLED_RUN = RUNS / 2;

  /** As a shell tells that a process was ended by signal 9. */
  private static final int KILLED = 128 + 9;

  /** What people write: each with the quota as a variable, to be killed in the middle. */
  enum Script {
    TWO_TABLES(
        """
        CREATE TABLE comments (id INT, name STRING, email STRING, body STRING) WITH (
          'connector' = 'comments', 'url' = '${API}',
          'scan.max-records-per-checkpoint' = '${QUOTA}');
        CREATE TABLE lake_all (id INT, domain STRING) WITH (
          'connector' = 'delta', 'table-path' = '${LAKE}/all');
        CREATE TABLE lake_even (id INT) WITH (
          'connector' = 'delta', 'table-path' = '${LAKE}/even');
        EXECUTE STATEMENT SET BEGIN
        INSERT INTO lake_all SELECT id, SPLIT_INDEX(email, '@', 1) FROM comments;
        INSERT INTO lake_even SELECT id FROM comments WHERE MOD(id, 2) = 0;
        END;
        """) {
      @Override
      void assertExact(Path lake, List<Integer> ids) throws IOException {
        assertThat(TableColumn.read(lake.resolve("all"), "id")).isEqualTo(ids);
        assertThat(TableColumn.read(lake.resolve("even"), "id"))
            .isEqualTo(ids.stream().filter(id -> id % 2 == 0).toList());
      }
    },

    NESTED_AND_PARTITIONED(
        """
        CREATE TABLE comments (id INT, name STRING, email STRING) WITH (
          'connector' = 'comments', 'url' = '${API}',
          'scan.max-records-per-checkpoint' = '${QUOTA}');
        CREATE TABLE lake (id INT, `who` ROW<name STRING, email STRING>, part INT)
        PARTITIONED BY (part) WITH ('connector' = 'delta', 'table-path' = '${LAKE}/nested');
        INSERT INTO lake SELECT id, ROW(name, email), MOD(id, 3) FROM comments;
        """) {
      @Override
      void assertExact(Path lake, List<Integer> ids) throws IOException {
        assertThat(TableColumn.read(lake.resolve("nested"), "id")).isEqualTo(ids);
      }
    },

    /** With watermarks by time, the last windows might be left to the next run. */
    WINDOWS(
        """
        SET 'parallelism.default' = '1';
        CREATE TABLE comments (
          id INT,
          at_time AS TO_TIMESTAMP_LTZ(id * 1000, 3),
          WATERMARK FOR at_time AS at_time
        ) WITH ('connector' = 'comments', 'url' = '${API}',
          'scan.watermark.emit.strategy' = 'on-event',
          'scan.max-records-per-checkpoint' = '${QUOTA}');
        CREATE TABLE counts (window_start STRING, comments INT) WITH (
          'connector' = 'delta', 'table-path' = '${LAKE}/counts');
        INSERT INTO counts SELECT CAST(window_start AS STRING), CAST(COUNT(*) AS INT)
        FROM TUMBLE(TABLE comments, DESCRIPTOR(at_time), INTERVAL '10' SECOND)
        GROUP BY window_start, window_end;
        """) {
      /** Windows begin at multiples of ten, and ids at one; the last window is open. */
      @Override
      void assertExact(Path lake, List<Integer> ids) throws IOException {
        assertThat(TableColumn.read(lake.resolve("counts"), "comments"))
            .hasSize(ids.size() / 10)
            .filteredOn(count -> !count.equals(10))
            .containsExactly(9);
      }
    };

    private final String text;

    Script(String text) {
      this.text = text;
    }

    /**
     * Checks that the tables hold each comment once.
     *
     * @param ids of the comments, from one, in order
     */
    abstract void assertExact(Path lake, List<Integer> ids) throws IOException;
  }

  @TempDir private Path directory;

  private Path script;

  private void write(Script pipeline) throws IOException {
    script = Files.writeString(directory.resolve("pipeline.sql"), pipeline.text);
  }

  @Test
  @Tag("heavy")
  void aProcessThatIsKilledLosesAndRepeatsNothingAndOnlyOneRunsAtATime() throws Exception {
    write(Script.TWO_TABLES);
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      Process first = start(server, "first", "--var=QUOTA=50", "--checkpoint-interval=200ms");
      awaitPageBehindCheckpoints(server);

      assertThat(exitCode(start(server, "second", "--var=QUOTA=50"))).isEqualTo(3);
      assertThat(output("second"))
          .contains("is running already: process " + first.pid() + ", since ");

      first.destroyForcibly().waitFor();
      assertThat(exitCode(start(server, "third", "--var=QUOTA=5000", "--until-caught-up")))
          .isZero();
      assertThat(output("third"))
          .contains("An earlier run was cut off (process " + first.pid())
          .contains("Resuming from");
      Script.TWO_TABLES.assertExact(directory, sorted(server));
    }
  }

  @Test
  void mistakesAreOneSentenceAndAnExitCodeOfTheirOwn() throws Exception {
    write(Script.TWO_TABLES);
    try (CommentsServer server = CommentsServer.builder().comments(5).start()) {
      assertThat(exitCode(start(server, "variable"))).isEqualTo(2);
      assertThat(output("variable")).startsWith("pipeline.sql, line 3: The variable ${QUOTA} has");
      assertThat(exitCode(start(server, "interval", "--checkpoint-interval=5"))).isEqualTo(2);
      assertThat(output("interval")).contains("'5' has no unit; write 5s for seconds");
      assertThat(output("variable") + output("interval")).doesNotContain("\tat ");
    }
  }

  /**
   * What a run that is started every few seconds does to itself and to the table: killed in the
   * middle of the listing and while it catches up, and beside another run.
   */
  @ParameterizedTest
  @EnumSource
  @Tag("heavy")
  void runsAfterAKillWhileTheApiGrowsSomeOfThemAtOnce(Script pipeline, TestReporter reporter)
      throws Exception {
    write(pipeline);
    List<List<Integer>> codes = new ArrayList<>();
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      Process killed = start(server, "killed", "--var=QUOTA=50", "--checkpoint-interval=200ms");
      awaitPageBehindCheckpoints(server);
      killed.destroyForcibly().waitFor();
      for (int run = 0; run < RUNS; run++) {
        server.grow(4);
        if (run == KILLED_RUN) {
          codes.add(List.of(killedWhileItCatchesUp(server)));
          continue;
        }
        Process process = catchUp(server, "run" + run);
        server.grow(3);
        codes.add(
            overlaps(run)
                ? List.of(exitCode(catchUp(server, "overlap")), exitCode(process))
                : List.of(exitCode(process)));
      }
      assertThat(output("run0")).contains("An earlier run was cut off").contains("Resuming from");
      codes.add(List.of(exitCode(catchUp(server, "last"))));
      pipeline.assertExact(directory, sorted(server));
    }
    reporter.publishEntry(pipeline + ", exit codes", codes.toString());
    assertThat(codes.remove(KILLED_RUN)).containsExactly(KILLED);
    // Of two that overlap either may come first, or one has ended before the other began.
    assertThat(codes).allSatisfy(run -> assertThat(run).contains(0).isSubsetOf(0, 3));
    assertThat(codes).filteredOn(run -> run.size() == 1).allMatch(List.of(0)::equals);
  }

  private static boolean overlaps(int run) {
    return run % 3 == 2;
  }

  private int killedWhileItCatchesUp(CommentsServer server) throws Exception {
    try (Hold pages = server.hold(page -> page.asksForMoreThan(2))) {
      Process process = catchUp(server, "killed-too");
      pages.awaitHeld(1, LIMIT);
      return exitCode(process.destroyForcibly());
    }
  }

  private Process catchUp(CommentsServer server, String name) throws IOException {
    return start(server, name, "--var=QUOTA=5000", "--until-caught-up");
  }

  /**
   * A page, since looks for the end, which ask for two rows at most, come before the first
   * checkpoint.
   */
  private static void awaitPageBehindCheckpoints(CommentsServer server) throws Exception {
    server
        .requests()
        .await(
            1, page -> page.request().asksForMoreThan(2) && page.request().offset() >= 200, LIMIT);
  }

  @Test
  @Tag("heavy")
  void anApiThatIsDownEndsARunThatIsToCatchUp() throws Exception {
    write(Script.TWO_TABLES);
    CommentsServer server = CommentsServer.builder().comments(5).start();
    server.close();
    assertThat(exitCode(start(server, "down", "--var=QUOTA=50", "--until-caught-up"))).isEqualTo(1);
    assertThat(output("down"))
        .contains("cannot be reached (Connection refused)")
        .contains("The job failed: ")
        .contains("The job failed for the 2nd time: ")
        .doesNotContain("\tat ");
  }

  private static List<Integer> sorted(CommentsServer server) {
    return IntStream.of(server.ids()).sorted().boxed().toList();
  }

  private int exitCode(Process process) throws Exception {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private Process start(CommentsServer server, String name, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened : List.of("lang", "net", "nio", "util", "util.concurrent", "time")) {
      command.add("--add-opens=java.base/java." + opened + "=ALL-UNNAMED");
    }
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", classPath(), RunPipeline.class.getName(), script.toString()));
    command.addAll(
        List.of(
            "--var=API=" + server.url(),
            "--var=LAKE=" + directory,
            "--checkpoint-dir=" + directory.resolve("checkpoints"),
            "--web-port=0"));
    command.addAll(Arrays.asList(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve(name + ".txt").toFile())
        .start();
  }

  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private String output(String name) throws IOException {
    return Files.readString(directory.resolve(name + ".txt"));
  }
}
