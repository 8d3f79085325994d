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
package io.github.flinkcomments.examples.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Python with a package from PyPI, in a virtual environment of its own. Tests are skipped where
 * Python 3 or its registry is missing, and fail there with the environment variable {@code CI}.
 */
public final class PythonPackage extends Provision {

  private final Path directory;
  private final List<String> requirements;

  /**
   * @param name what it is called, without its version
   * @param version one that is to be installed, which may end with {@code .*}
   * @param more further requirements, such as {@code polars==2.1.*}
   */
  public PythonPackage(String name, String version, String... more) {
    this.directory = ExternalProgram.installDirectory(name);
    this.requirements = Stream.concat(Stream.of(name + "==" + version), Stream.of(more)).toList();
  }

  @Override
  void install() throws IOException, InterruptedException {
    ExternalProgram.installOnce(
        directory, String.join("-", requirements).replace("*", "any"), this::install);
  }

  private void install(Path there) throws IOException, InterruptedException {
    ExternalProgram.run(there, List.of("python3", "-m", "venv", "."));
    List<String> command = new ArrayList<>(List.of(python(), "-m", "pip", "install", "-q"));
    command.addAll(requirements);
    ExternalProgram.run(there, command);
  }

  /** Runs a script to its end and returns what it printed. */
  public String run(Path script, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python(), script.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return ExternalProgram.run(directory, command);
  }

  private String python() {
    return directory.resolve("bin/python").toString();
  }
}
