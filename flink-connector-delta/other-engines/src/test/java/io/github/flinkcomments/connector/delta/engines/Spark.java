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
package io.github.flinkcomments.connector.delta.engines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Spark with Delta Lake, as a process with a class path of its own. All tests share those of one
 * name, which end with them. One thread at a time may use it.
 */
final class Spark implements BeforeAllCallback {

  private static final String MAIN_CLASS =
      "io.github.flinkcomments.connector.delta.spark.SparkProcess";
  private static final Path BUILD_OUTPUT = Path.of("..", "spark-process", "target");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Spark's own list for Java 17. */
  private static final List<String> OPENED_PACKAGES =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final String name;
  private Running running;

  Spark() {
    this("spark");
  }

  /** Another one. */
  Spark(String name) {
    this.name = name;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(Spark.class))
            .getOrComputeIfAbsent(name, Running::start, Running.class);
  }

  /**
   * Runs a statement, and returns its rows.
   *
   * @throws SparkException if Spark says no
   */
  List<JsonNode> sql(String statement) {
    String line = statement.replaceAll("\\s*\\n\\s*", " ");
    JsonNode answer = running.ask(line);
    if (answer.has("error")) {
      throw new SparkException(line, answer.get("error").asText(), answer.get("message").asText());
    }
    List<JsonNode> rows = new ArrayList<>();
    answer.get("rows").forEach(rows::add);
    return rows;
  }

  /** The only value of the only row. */
  JsonNode value(String query) {
    return sql(query).get(0).iterator().next();
  }

  private record Running(Process process, BufferedReader answers) implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Running start(String name) {
      try {
        Path directory = Files.createDirectories(Path.of("target", name)).toAbsolutePath();
        Process process =
            new ProcessBuilder(command(directory))
                .redirectError(Redirect.to(directory.resolve("spark.log").toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end of Spark"));
        Running running = new Running(process, process.inputReader(StandardCharsets.UTF_8));
        running.answer();
        return running;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<String> command(Path directory) throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      OPENED_PACKAGES.forEach(
          name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
      String libraries = Files.readString(BUILD_OUTPUT.resolve("spark.classpath")).strip();
      command.addAll(
          Stream.of(
                  "-cp",
                  BUILD_OUTPUT.resolve("classes") + File.pathSeparator + libraries,
                  MAIN_CLASS,
                  directory.toString())
              .toList());
      return command;
    }

    JsonNode ask(String statement) {
      try {
        process.outputWriter(StandardCharsets.UTF_8).append(statement).append('\n').flush();
        return answer();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private JsonNode answer() throws IOException {
      CompletableFuture<String> line = CompletableFuture.supplyAsync(this::readLine);
      try {
        return JSON.readTree(line.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        process.destroyForcibly();
        throw new IOException("Spark gave no answer; see its log below target.", e);
      }
    }

    private String readLine() {
      try {
        String line = answers.readLine();
        if (line == null) {
          throw new IOException("Spark has ended.");
        }
        return line;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly().onExit().join();
    }
  }
}
