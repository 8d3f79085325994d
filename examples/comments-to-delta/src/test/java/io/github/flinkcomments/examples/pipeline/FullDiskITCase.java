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
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.testing.LimitedDisk;
import io.github.flinkcomments.examples.testing.TableColumn;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Pipelines whose table is on a disk without room. */
@Tag("heavy")
class FullDiskITCase {

  /** For an empty table, but not for its rows. */
  private static final long LITTLE_ROOM = 5_000;

  private static final String SCRIPT =
      """
      SET 'restart-strategy.exponential-delay.initial-backoff' = '10 ms';
      SET 'restart-strategy.exponential-delay.max-backoff' = '10 ms';
      CREATE TABLE comments (id INT, name STRING, email STRING, body STRING)
      WITH ('connector' = 'comments', 'url' = '${API}');
      CREATE TABLE lake (id INT, body STRING) WITH (
        'connector' = 'delta', 'table-path' = '${LAKE}');
      INSERT INTO lake SELECT id, body FROM comments;
      """;

  @TempDir private Path directory;

  private final CommentsServer server = CommentsServer.builder().comments(500).start();
  private final Lines said = new Lines();

  @BeforeEach
  void fill() {
    LimitedDisk.leave(LITTLE_ROOM);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void eachFailureIsToldAndTheJobGoesOnOnceThereIsRoom() throws Exception {
    said.when("for the 2nd time", () -> LimitedDisk.leave(Long.MAX_VALUE));

    assertThat(
            run(
                "SET 'restart-strategy.exponential-delay.attempts-before-reset-backoff' ="
                    + " '1000000';"
                    + SCRIPT))
        .isEqualTo(Ending.CAUGHT_UP);
    assertThat(said.lines())
        .filteredOn(line -> line.startsWith("The job failed"))
        .hasSizeGreaterThanOrEqualTo(2)
        .allMatch(line -> line.contains(": No space left on device. It starts again"))
        .satisfies(
            failures -> {
              assertThat(failures.get(0)).startsWith("The job failed: part-");
              assertThat(failures.get(1)).startsWith("The job failed for the 2nd time: part-");
            });
    assertThat(TableColumn.read(directory.resolve("lake"), "id"))
        .isEqualTo(IntStream.of(server.ids()).sorted().boxed().toList());
  }

  @Test
  void aRunThatIsToCatchUpGivesUp() {
    StringWriter error = new StringWriter();
    Callable<Integer> command = () -> ExitCodes.of(run(SCRIPT), true);
    int code =
        PipelineExit.reportingFailures(
                new CommandLine(CommandSpec.wrapWithoutInspection(command))
                    .setErr(new PrintWriter(error, true)))
            .execute();

    assertThat(code).isEqualTo(1);
    assertThat(error.toString().strip())
        .matches("The job failed: part-\\S*: No space left on device");
    assertThat(said.lines())
        .filteredOn(line -> line.startsWith("The job failed"))
        .allMatch(line -> line.endsWith("this run gives up after a few times."));
  }

  private Ending run(String script) throws Exception {
    RunSettings settings =
        new RunSettings(
            true,
            false,
            Optional.of(directory.resolve("checkpoints")),
            Optional.empty(),
            OptionalInt.empty(),
            "0",
            Map.of(
                "API",
                server.url().toString(),
                "LAKE",
                LimitedDisk.path(directory.resolve("lake"))),
            false,
            Optional.empty());
    return new PipelineRun(
            new PipelineScript("test.sql", "test", script, Optional.empty(), List.of()),
            settings,
            said)
        .run(new CompletableFuture<>());
  }

  /** What people read, and something that happens when they read it. */
  private static final class Lines extends PrintStream {

    private final ByteArrayOutputStream bytes;
    private String awaited = "";
    private Runnable event = () -> {};

    private Lines() {
      this(new ByteArrayOutputStream());
    }

    private Lines(ByteArrayOutputStream bytes) {
      super(bytes, true, StandardCharsets.UTF_8);
      this.bytes = bytes;
    }

    void when(String text, Runnable happens) {
      awaited = text;
      event = happens;
    }

    @Override
    public void println(Object line) {
      println(String.valueOf(line));
    }

    @Override
    public void println(String line) {
      super.println(line);
      if (line.contains(awaited)) {
        event.run();
      }
    }

    List<String> lines() {
      return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
  }
}
