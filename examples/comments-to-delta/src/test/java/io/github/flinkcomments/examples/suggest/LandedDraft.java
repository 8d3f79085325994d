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

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;

/**
 * A draft, run as it was printed: its table read to the end into a table of Delta.
 *
 * @param draft what was printed
 * @param ids of all rows of the table, as text, ascending by their length first
 */
record LandedDraft(String draft, List<String> ids) {

  private static final Pattern NAME = Pattern.compile("CREATE TABLE (\\S+) \\(");

  static LandedDraft of(URI url, Path table) throws Exception {
    String draft = draft(url);
    TableEnvironment sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
    sql.executeSql(draft);
    Matcher name = NAME.matcher(draft);
    assertThat(name.find()).isTrue();
    sql.executeSql(
        "CREATE TABLE lake WITH ('connector' = 'delta', 'table-path' = '%s') LIKE %s (EXCLUDING OPTIONS)"
            .formatted(table, name.group(1)));
    sql.executeSql("INSERT INTO lake SELECT * FROM " + name.group(1)).await();
    return new LandedDraft(draft, ids(table));
  }

  private static String draft(URI url) {
    StringWriter out = new StringWriter();
    StringWriter error = new StringWriter();
    CommandLine command =
        Suggest.commandLine(Duration.ofMinutes(1))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(error, true));
    assertThat(command.execute(url.toString())).as("%s", error).isZero();
    return out.toString();
  }

  private static List<String> ids(Path table) throws IOException {
    List<String> ids = new ArrayList<>();
    DeltaLog log = DeltaLog.forTable(new Configuration(), table.toString());
    try (CloseableIterator<RowRecord> rows = log.snapshot().open()) {
      while (rows.hasNext()) {
        RowRecord row = rows.next();
        boolean text = row.getSchema().get("id").getDataType().getTypeName().equals("string");
        ids.add(text ? row.getString("id") : Long.toString(row.getLong("id")));
      }
    }
    ids.sort(Comparator.comparingInt(String::length).thenComparing(id -> id));
    return ids;
  }
}
