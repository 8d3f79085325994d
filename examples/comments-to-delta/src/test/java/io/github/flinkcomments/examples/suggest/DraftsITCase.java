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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.flinkcomments.examples.api.CommentsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Drafts of APIs in this process, run as they were printed. */
class DraftsITCase {

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir private Path directory;

  @Test
  void theEmbeddedApi() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      LandedDraft landed = LandedDraft.of(server.url(), directory.resolve("table"));
      assertThat(landed.ids())
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, 500).mapToObj(Integer::toString).toList());
      assertThat(landed.draft())
          .contains(
              "  postId BIGINT,\n  id BIGINT,\n  name STRING,\n  email STRING,\n  body STRING\n");
    }
  }

  @Test
  void anEmbeddedApiWithACapAndNoTotal() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(500).start()) {
      server.behaviour().limitCap(40);
      LandedDraft landed = LandedDraft.of(server.url(), directory.resolve("table"));
      assertThat(landed.ids()).hasSize(500).doesNotHaveDuplicates();
      assertThat(landed.draft()).contains("'pagination.page-size' = '40'");
    }
  }

  @Test
  void nestedRecordsWithNamesThatAreNotPlain() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Map<String, String> query = Query.parametersOf(exchange.getRequestURI());
          int from = Integer.parseInt(query.getOrDefault("offset", "0"));
          int to = Math.min(90, from + Integer.parseInt(query.getOrDefault("limit", "20")));
          byte[] body =
              IntStream.range(from, Math.max(from, to))
                  .mapToObj(DraftsITCase::nested)
                  .collect(Collectors.joining(",", "{\"result\":{\"rows\":[", "],\"total\":90}}"))
                  .getBytes(UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      URI url =
          URI.create("http://127.0.0.1:%d/v2/orders".formatted(server.getAddress().getPort()));
      LandedDraft landed = LandedDraft.of(url, directory.resolve("table"));
      assertThat(landed.ids())
          .containsExactlyElementsOf(IntStream.range(0, 90).mapToObj(Integer::toString).toList());
      assertThat(landed.draft())
          .contains(
              """
                id BIGINT,
                `order` ROW<`first-line` STRING, price DECIMAL(18, 4), lines ARRAY<ROW<sku STRING, `count` INT>>>,
                `created@at` TIMESTAMP_LTZ(6),
                due DATE,
                perDay MAP<STRING, INT>,  -- its names look like data
                score DOUBLE,
                flags ARRAY<BOOLEAN>,
                note STRING  -- null or absent in 45 of 90
              """)
          .contains("'record.pointer' = '/result/rows'");
    } finally {
      server.stop(0);
    }
  }

  private static String nested(int id) {
    return """
    {"id":%1$d,"order":{"first-line":"a","price":%1$d.25,"lines":[{"sku":"s","count":%1$d}]},
     "created@at":"2026-01-31T10:00:%2$02d.5Z","due":"2026-01-31","perDay":{"2026-01-01":%1$d},
     "score":0.5,"flags":[true,false],"note":%3$s}"""
        .formatted(id, id % 60, id % 2 == 0 ? "null" : "\"x\"");
  }
}
