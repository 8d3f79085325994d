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
package io.github.flinkcomments.connector.rest.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code WATERMARK FOR} and the options {@code scan.watermark.*} reach the source. */
@Timeout(120)
class RestTableWatermarkITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private static final String COLUMNS =
      "id INT, ts AS TO_TIMESTAMP_LTZ(id, 3), WATERMARK FOR ts AS ts";

  private final CommentsServer server = CommentsServer.builder().comments(100).start();

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<Map<String, String>> pagings() {
    return Stream.of(
        Map.of("scan.split-size", "50"),
        Map.of("pagination.end", "empty-page", "record.key-pointer", "/id"));
  }

  /** Ranges in the first case, a chain in the second. */
  @ParameterizedTest
  @MethodSource("pagings")
  void windowsCloseByThem(Map<String, String> paging) throws Exception {
    TableEnvironment tables = Tables.streaming();
    tables.getConfig().set("parallelism.default", "1");
    Map<String, String> options = new TreeMap<>(paging);
    options.put("connector", "rest");
    options.put("url", server.url().toString());
    options.put("pagination.page-size", "20");
    options.put("scan.watermark.emit.strategy", "on-event");
    options.put("scan.watermark.idle-timeout", "1 min");
    options.put("scan.watermark.alignment.group", "listings");
    options.put("scan.watermark.alignment.max-drift", "10 s");
    options.put("scan.watermark.alignment.update-interval", "50 ms");
    tables.executeSql(Tables.createTable(COLUMNS, options));
    String windows =
        "SELECT window_end, COUNT(*) FROM TABLE(TUMBLE(TABLE comments, DESCRIPTOR(ts),"
            + " INTERVAL '0.040' SECOND)) GROUP BY window_start, window_end";

    assertThat(tables.explainSql(windows))
        .contains("watermark=[")
        .contains("watermarkEmitStrategy=[on-event]")
        .contains("watermarkAlignment=[listings, PT10S");
    // The listing has no end: only a watermark closes a window.
    List<Object> counts = new ArrayList<>();
    try (CloseableIterator<Row> rows = tables.executeSql(windows).collect()) {
      while (counts.size() < 2) {
        counts.add(rows.next().getField(1));
      }
    }
    assertThat(counts).containsExactly(39L, 40L);
  }
}
