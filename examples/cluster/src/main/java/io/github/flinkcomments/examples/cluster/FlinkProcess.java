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
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One process of a cluster. It can be killed, paused and started again, and it ends with this
 * process at the latest. Not safe for several threads.
 */
public final class FlinkProcess implements AutoCloseable {

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Redirect input;
  private final Path log;
  private final Path output;
  private Optional<Running> running = Optional.empty();

  private record Running(Process process, Thread endingIt) {}

  /**
   * @param input where its standard input comes from
   * @param log where its program logs to
   * @param output where its standard output and error go
   */
  FlinkProcess(
      String name,
      List<String> command,
      Map<String, String> environment,
      Redirect input,
      Path log,
      Path output) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.input = input;
    this.log = log;
    this.output = output;
  }

  /** Its name, as in {@code taskmanager-1}, which is also its id in Flink. */
  public String name() {
    return name;
  }

  /** The log of all its runs. */
  public Path log() {
    return log;
  }

  /** Starts it, for the first time or after its end. */
  public void start() throws IOException {
    if (isAlive()) {
      throw new IllegalStateException("The process " + name + " is running.");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(output.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    Thread endingIt = new Thread(process::destroyForcibly, "end of " + name);
    Runtime.getRuntime().addShutdownHook(endingIt);
    running = Optional.of(new Running(process, endingIt));
  }

  public boolean isAlive() {
    return running.map(run -> run.process().isAlive()).orElse(false);
  }

  /** Fails if it is not running. */
  void requireAlive() {
    if (!isAlive()) {
      throw new IllegalStateException("%s has ended. See %s and %s.".formatted(name, log, output));
    }
  }

  /** Ends it as {@code kill -9} does, and waits until it is gone. */
  public void kill() throws InterruptedException {
    if (running.isPresent()) {
      Running run = running.get();
      run.process().destroyForcibly().waitFor();
      forget(run);
    }
  }

  /** Stops it in the middle of everything. It keeps its connections, and does not answer. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on after a pause. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /**
   * Waits until it has ended by itself.
   *
   * @return its exit code; empty if it still runs after that time
   */
  Optional<Integer> awaitEnd(long seconds) throws InterruptedException {
    Running run = running.orElseThrow();
    if (!run.process().waitFor(seconds, TimeUnit.SECONDS)) {
      return Optional.empty();
    }
    forget(run);
    return Optional.of(run.process().exitValue());
  }

  @Override
  public void close() {
    running.ifPresent(
        run -> {
          run.process().destroyForcibly().onExit().join();
          forget(run);
        });
  }

  private void forget(Running run) {
    running = Optional.empty();
    try {
      Runtime.getRuntime().removeShutdownHook(run.endingIt());
    } catch (IllegalStateException e) {
      // This process is ending itself, so the hook has run or is about to.
    }
  }

  private void signal(String signal) throws IOException, InterruptedException {
    String pid = Long.toString(running.orElseThrow().process().pid());
    int exitCode = new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
    if (exitCode != 0) {
      throw new IOException("Could not send %s to %s.".formatted(signal, name));
    }
  }
}
