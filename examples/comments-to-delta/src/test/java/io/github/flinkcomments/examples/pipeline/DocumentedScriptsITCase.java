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
import io.github.flinkcomments.examples.table.LocalTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the README and the first pages of the documentation print is run as printed, but for the
 * places: an embedded API instead of one on the Internet, a directory of the test instead of {@code
 * /tmp/lake}.
 */
class DocumentedScriptsITCase {

  private static final Path ROOT = Path.of("..", "..");

  private static final List<String> PAGES =
      List.of(
          "README.md",
          "docs/getting-started.md",
          "docs/run-a-script.md",
          "docs/does-my-api-fit.md",
          "docs/resume-a-sql-job.md",
          "docs/nothing-happens.md");

  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE ([a-z_]+)");

  /** Its columns, with types that have parentheses or brackets, and its path. */
  private static final Pattern DELTA_TABLE =
      Pattern.compile(
          "CREATE (?:TEMPORARY )?TABLE \\w+ \\(((?:[^()]|\\([^()]*\\))*)\\)[^;]*?"
              + "'table-path'\\s*=\\s*'(/tmp/lake/[^']*)'");

  private static final Pattern SHELL = Pattern.compile("```\n(examples/.*?)```", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(examples/[a-z/_-]+\\.(?:sh|py))((?:\\\\\n|[^\n])*)");
  private static final Pattern FLAG = Pattern.compile("(?<=\\s)--[a-z-]+");

  @TempDir private Path directory;

  /** A script, and where it stands. */
  private record Snippet(String place, String text) {
    @Override
    public String toString() {
      return place;
    }
  }

  static Stream<Snippet> scripts() throws IOException {
    List<Snippet> scripts = new ArrayList<>();
    for (String page : PAGES) {
      for (MatchResult block :
          SQL.matcher(Files.readString(ROOT.resolve(page))).results().toList()) {
        String text = block.group(1);
        if (text.contains("CREATE TABLE") && text.contains("INSERT INTO")) {
          scripts.add(new Snippet(page + " #" + (scripts.size() + 1), text));
        }
      }
    }
    for (String file :
        List.of("examples/comments-to-delta.sql", "examples/pipelines/comments.sql")) {
      scripts.add(new Snippet(file, Files.readString(ROOT.resolve(file))));
    }
    return scripts.stream();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void aScriptRunsAsPrinted(Snippet script) throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(50).start()) {
      String url = server.url().toString();
      String text =
          script
              .text()
              .replaceAll("https://jsonplaceholder\\.typicode\\.com/[a-z]+", url)
              .replaceAll(
                  "WITH \\(\\s*'connector' = 'comments'\\s*\\)",
                  "WITH ('connector' = 'comments', 'url' = '" + url + "')")
              .replace("/tmp/lake", directory.toString());
      Ending ending = run(text, Map.of("API", url, "LAKE", directory.toString()));
      assertThat(ending).isIn(Ending.CAUGHT_UP, Ending.ENDED_ELSEWHERE);
      assertThat(server.requests().all()).isNotEmpty();
    }
    for (Path table : tables()) {
      assertThat(new LocalTable(table).read(0).rowCount()).as(table.toString()).isIn(25L, 50L);
    }
  }

  @Test
  void aTableThatIsPrintedAloneCanBePlanned() throws IOException {
    List<String> planned = new ArrayList<>();
    for (String page : PAGES) {
      for (MatchResult block :
          SQL.matcher(Files.readString(ROOT.resolve(page))).results().toList()) {
        Matcher table = TABLE.matcher(block.group(1));
        if (table.find() && !block.group(1).contains("INSERT INTO")) {
          TableEnvironment environment =
              TableEnvironment.create(
                  EnvironmentSettings.newInstance()
                      .withConfiguration(
                          new Configuration()
                              .set(
                                  CheckpointingOptions.CHECKPOINTING_INTERVAL,
                                  Duration.ofSeconds(10)))
                      .build());
          environment.executeSql(block.group(1).replace(";", ""));
          assertThat(environment.explainSql("SELECT * FROM " + table.group(1))).contains("Source");
          planned.add(page + " " + table.group(1));
        }
      }
    }
    assertThat(planned).contains("docs/getting-started.md orders");
  }

  private Ending run(String text, Map<String, String> variables) throws Exception {
    RunSettings settings =
        new RunSettings(
            true,
            false,
            Optional.of(directory.resolve("checkpoints")),
            Optional.empty(),
            OptionalInt.empty(),
            "0",
            variables,
            false,
            Optional.empty());
    return new PipelineRun(
            new PipelineScript("snippet.sql", "snippet", text, Optional.empty(), List.of()),
            settings,
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))
        .run(new CompletableFuture<>());
  }

  private List<Path> tables() throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(path -> path.endsWith("_delta_log")).map(Path::getParent).toList();
    }
  }

  /** Whoever tries one after another would meet a table with other columns. */
  @Test
  void tablesAtOnePathHaveTheSameColumns() throws IOException {
    List<Path> files = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> pages = Files.walk(ROOT.resolve("docs"))) {
      pages.filter(page -> page.toString().endsWith(".md")).forEach(files::add);
    }
    files.add(ROOT.resolve("examples/comments-to-delta.sql"));
    Map<String, Set<String>> columnsAtPath = new TreeMap<>();
    for (Path file : files) {
      for (MatchResult table : DELTA_TABLE.matcher(Files.readString(file)).results().toList()) {
        columnsAtPath
            .computeIfAbsent(table.group(2), path -> new TreeSet<>())
            .add(table.group(1).strip().replaceAll("\\s+", " "));
      }
    }
    assertThat(columnsAtPath).containsKey("/tmp/lake/comments").hasSizeGreaterThan(3);
    assertThat(columnsAtPath.values()).allSatisfy(columns -> assertThat(columns).hasSize(1));
  }

  @Test
  void everyScriptAndFlagOfACommandIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    int commands = 0;
    for (String page : PAGES) {
      for (MatchResult block :
          SHELL.matcher(Files.readString(ROOT.resolve(page))).results().toList()) {
        for (MatchResult command : COMMAND.matcher(block.group(1)).results().toList()) {
          commands++;
          Path program = ROOT.resolve(command.group(1));
          if (!Files.isExecutable(program)) {
            missing.add(page + ": " + command.group(1));
          }
          String known = flagsOf(command.group(1));
          FLAG.matcher(command.group(2))
              .results()
              .map(MatchResult::group)
              .filter(flag -> !known.contains("\"" + flag + "\""))
              .forEach(flag -> missing.add(page + ": " + command.group(1) + " " + flag));
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(commands).isGreaterThan(5);
  }

  /** The source of what a script starts, in which its flags are written. */
  private static String flagsOf(String script) throws IOException {
    String sources = "src/main/java/io/github/flinkcomments/examples/";
    return switch (script) {
      case "examples/quickstart.sh" ->
          Files.readString(Path.of(sources + "quickstart/Quickstart.java"))
              + Files.readString(Path.of(sources + "job/JobOptions.java"));
      case "examples/run.sh" ->
          Files.readString(Path.of(sources + "pipeline/PipelineOptions.java"));
      case "examples/progress.sh" -> Files.readString(Path.of(sources + "ShowProgress.java"));
      default -> everyFlagIn(script);
    };
  }

  /** Of the others only that they are there is looked at here. */
  private static String everyFlagIn(String script) throws IOException {
    StringBuilder quoted = new StringBuilder();
    for (String page : PAGES) {
      FLAG.matcher(Files.readString(ROOT.resolve(page)))
          .results()
          .forEach(flag -> quoted.append('"').append(flag.group()).append('"'));
    }
    return quoted.append(script).toString();
  }
}
