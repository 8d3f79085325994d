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
package io.github.flinkcomments.examples.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes findings down as a statement in SQL, with comments about all that it does not say. */
final class Draft {

  private static final String NEW_LINE = "\n";

  /** A quoted name with what names in a Delta table without column mapping must not have. */
  private static final Pattern NOT_IN_DELTA =
      Pattern.compile("(?:[^`]*`[^`]*`)*?[^`]*`[^`]*[ ,;{}()\t=][^`]*`.*", Pattern.DOTALL);

  private final Findings findings;
  private final List<Header> headers;

  private Draft(Findings findings, List<Header> headers) {
    this.findings = findings;
    this.headers = headers;
  }

  static String of(Findings findings, List<Header> headers) {
    return new Draft(findings, headers).text();
  }

  private String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "-- A draft from %d requests to %s"
            .formatted(findings.requests(), Secrets.mask(findings.url())));
    lines.add("--");
    lines.add("-- Seen:");
    new Seen(findings).sentences().forEach(sentence -> lines.add("--   * " + sentence));
    lines.add("--");
    lines.add("-- Not seen, to be looked up in the API's documentation:");
    new Unseen(findings).questions().forEach(question -> lines.add("--   * " + question));
    Map<String, String> variables = DraftOptions.variables(findings, headers);
    if (!variables.isEmpty()) {
      lines.add("--");
      lines.add("-- Secrets are variables: examples/run.sh --var NAME=VALUE, or the environment.");
      variables.forEach((name, meaning) -> lines.add("--   ${" + name + "}: " + meaning));
    }
    lines.add("");
    lines.add("CREATE TABLE %s (".formatted(SqlName.quoted(SqlName.ofTable(findings.url()))));
    lines.addAll(columns());
    lines.add(") WITH (");
    lines.addAll(options());
    lines.add(");");
    return lines.stream().map(SqlName::onOneLine).collect(Collectors.joining(NEW_LINE)) + NEW_LINE;
  }

  private List<String> columns() {
    Shape record = Shape.of(findings.records());
    List<String> lines = new ArrayList<>();
    List<Map.Entry<String, Shape>> members =
        record.members().entrySet().stream().filter(member -> !member.getKey().isEmpty()).toList();
    for (int i = 0; i < members.size(); i++) {
      String name = members.get(i).getKey();
      Shape shape = members.get(i).getValue();
      ColumnType type = ColumnType.of(name, shape);
      String comma = i + 1 < members.size() ? "," : "";
      String column = SqlName.quoted(name) + " " + type.sql();
      lines.add("  " + column + comma + remark(column, type, shape));
    }
    return lines;
  }

  private String remark(String column, ColumnType type, Shape shape) {
    List<String> parts = new ArrayList<>();
    int records = findings.records().size();
    if (NOT_IN_DELTA.matcher(column).matches()) {
      parts.add("a Delta table allows no space and none of ,;{}()= in names; rename it there");
    }
    if (!type.remark().isEmpty()) {
      parts.add(type.remark());
    }
    long absent = records - shape.values();
    if (absent > 0 && shape.values() > 0) {
      parts.add("null or absent in %d of %d".formatted(absent, records));
    }
    return parts.isEmpty() ? "" : "  -- " + String.join("; ", parts);
  }

  private List<String> options() {
    List<String> lines = new ArrayList<>();
    DraftOptions.of(findings, headers)
        .forEach(
            (key, value) ->
                lines.add("  %s = %s,".formatted(SqlName.literal(key), SqlName.literal(value))));
    int last = lines.size() - 1;
    lines.set(last, lines.get(last).substring(0, lines.get(last).length() - 1));
    return lines;
  }
}
