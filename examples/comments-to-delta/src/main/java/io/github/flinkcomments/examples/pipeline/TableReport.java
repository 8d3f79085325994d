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

import io.github.flinkcomments.examples.table.LocalTable;
import io.github.flinkcomments.examples.table.TableVersion;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows a table to people: some of its rows, and its newest versions. */
final class TableReport {

  private static final Logger LOG = LoggerFactory.getLogger(TableReport.class);

  private static final int ROWS = 5;
  private static final int VERSIONS = 10;
  private static final int CELL_WIDTH = 24;
  private static final int LINE_WIDTH = 120;

  private final PrintStream out;

  TableReport(PrintStream out) {
    this.out = out;
  }

  /** Shows it if it can: what the run has written stands, whether it can be looked at or not. */
  void show(String name, Path location) {
    try {
      print(name, location);
    } catch (IOException | RuntimeException e) {
      LOG.warn("The table {} could not be read.", location, e);
      out.printf(
          "%nThe table %s cannot be shown here, which does not affect the run: %s%n",
          name, e.getMessage());
    }
  }

  private void print(String name, Path location) throws IOException {
    LocalTable local = new LocalTable(location);
    if (!local.exists()) {
      out.printf(
          "%nThe table %s does not exist yet: no checkpoint with rows was completed.%n", name);
      return;
    }
    LocalTable.Contents contents = local.read(ROWS);
    out.printf(
        "%nThe table %s has %,d %s in version %,d.%n",
        name, contents.rowCount(), contents.rowCount() == 1 ? "row" : "rows", contents.version());
    if (!contents.rows().isEmpty()) {
      out.println();
      rows(contents);
    }
    out.printf("%n%8s  %-20s  %-16s  %s%n", "version", "time", "operation", "rows added");
    for (TableVersion version : local.newestVersions(VERSIONS)) {
      out.printf(
          "%8d  %-20s  %-16s  %,d%n",
          version.version(),
          version.time().truncatedTo(ChronoUnit.SECONDS),
          version.operation(),
          version.rows());
    }
  }

  private void rows(LocalTable.Contents contents) {
    List<List<String>> lines = new ArrayList<>(List.of(contents.columns()));
    lines.addAll(contents.rows());
    int[] widths =
        IntStream.range(0, contents.columns().size())
            .map(
                column ->
                    lines.stream()
                        .mapToInt(line -> shortened(line.get(column)).length())
                        .max()
                        .orElse(0))
            .toArray();
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        text.append("  ").append(pad(shortened(line.get(column)), widths[column]));
      }
      String shown = text.toString().stripTrailing();
      out.println(shown.length() <= LINE_WIDTH ? shown : shown.substring(0, LINE_WIDTH - 1) + "…");
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** On one line, whatever line breaks the text has. */
  private static String shortened(String text) {
    String line = Objects.toString(text, "").replaceAll("\\s+", " ");
    return line.length() <= CELL_WIDTH ? line : line.substring(0, CELL_WIDTH - 1) + "…";
  }
}
