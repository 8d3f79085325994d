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
package io.github.flinkcomments.examples.quickstart;

import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.table.TableRow;
import io.github.flinkcomments.examples.table.TableVersion;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/** Shows a table to people: its first rows and its newest versions. */
final class TableDisplay {

  private static final int ROWS = 5;
  private static final int VERSIONS = 10;
  private static final int TEXT_WIDTH = 24;

  private final PrintStream out;

  TableDisplay(PrintStream out) {
    this.out = out;
  }

  void show(TableReader table) {
    List<TableVersion> history = table.history();
    long rows = history.stream().mapToLong(TableVersion::rows).sum();
    out.printf(
        "%nThe table has %,d rows in %,d versions. It begins with%n%n", rows, history.size());
    out.printf("%6s  %-24s  %-24s  %s%n", "id", "name", "email", "body");
    table.firstRows(ROWS).forEach(this::show);
    out.printf("%n%8s  %-20s  %-16s  %s%n", "version", "time", "operation", "rows added");
    history.stream().skip(Math.max(0, history.size() - VERSIONS)).forEach(this::show);
  }

  private void show(TableRow row) {
    out.printf(
        "%6d  %-24s  %-24s  %s%n",
        row.id(), shortened(row.name()), shortened(row.email()), shortened(row.body()));
  }

  private void show(TableVersion version) {
    out.printf(
        "%8d  %-20s  %-16s  %,d%n",
        version.version(), toSeconds(version.time()), version.operation(), version.rows());
  }

  private static Instant toSeconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /** On one line, whatever line breaks the text has. */
  private static String shortened(String text) {
    String line = Objects.toString(text, "").replaceAll("\\s+", " ");
    return line.length() <= TEXT_WIDTH ? line : line.substring(0, TEXT_WIDTH - 1) + "…";
  }
}
