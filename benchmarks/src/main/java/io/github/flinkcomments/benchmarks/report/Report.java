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
package io.github.flinkcomments.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Figures for people to read: on the console, and in a file. */
public final class Report {

  private final PrintStream console;
  private final Path file;

  /**
   * Begins a report.
   *
   * @param file replaced if it exists
   */
  public Report(PrintStream console, Path file) throws IOException {
    this.console = console;
    this.file = file;
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, "");
  }

  /** Adds a line at once: what was measured is not lost if something fails later. */
  public void line(String text) throws IOException {
    console.println(text);
    Files.writeString(file, text + System.lineSeparator(), UTF_8, StandardOpenOption.APPEND);
  }

  /** Begins a section. */
  public void section(String title) throws IOException {
    line("");
    line(title);
    line("-".repeat(title.length()));
  }
}
