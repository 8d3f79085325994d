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

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the programs of one cluster are started. */
record Launch(FlinkDistribution distribution, ClusterDirectory directory) {

  /** A process that is not started yet; its program gets the arguments. */
  FlinkProcess process(String name, FlinkProgram program, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(options(program, log(name), Stream.of(BuildOutput.ownClasses())));
    command.add(EndWithParent.class.getName());
    command.add(program.mainClass());
    command.addAll(arguments);
    return process(name, command, environment(), Redirect.PIPE);
  }

  /**
   * As above, for a program that people type into. It ends where its input does, so that it needs
   * nothing else that ends it.
   *
   * @param configuration directory of its own configuration
   */
  FlinkProcess process(
      String name, FlinkProgram program, List<String> arguments, Path configuration, Path input)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(options(program, log(name), Stream.empty()));
    command.add(program.mainClass());
    command.addAll(arguments);
    return process(name, command, environment(configuration), Redirect.from(input.toFile()));
  }

  private FlinkProcess process(
      String name, List<String> arguments, Map<String, String> environment, Redirect input) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    Path output = directory.logs().resolve(name + ".out");
    return new FlinkProcess(name, command, environment, input, log(name), output);
  }

  private Path log(String name) {
    return directory.logs().resolve(name + ".log");
  }

  /** What {@code java} needs to run a program without us, but for the program's own arguments. */
  List<String> standalone(FlinkProgram program) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(options(program, log(program.title()), Stream.empty()));
    arguments.add(program.mainClass());
    return arguments;
  }

  /** Tells programs where their configuration is. */
  Map<String, String> environment() {
    return environment(directory.configuration());
  }

  private static Map<String, String> environment(Path configuration) {
    return Map.of("FLINK_CONF_DIR", configuration.toString());
  }

  private List<String> options(FlinkProgram program, Path log, Stream<Path> more)
      throws IOException {
    List<String> options = new ArrayList<>(program.jvmOptions());
    options.addAll(BuildOutput.javaOpens());
    options.add("-Dlog.file=" + log);
    options.add("-Dlog4j.configurationFile=" + directory.logging());
    options.add("-classpath");
    Stream<Path> opt = program.needsOpt() ? distribution.opt().stream() : Stream.empty();
    options.add(
        Stream.of(distribution.lib().stream(), opt, more)
            .flatMap(jars -> jars)
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    return options;
  }
}
