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
package io.github.flinkcomments.examples.shapes;

import static io.github.flinkcomments.examples.shapes.ShapeReply.array;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** APIs that are asked for what comes after a key, and one that has no pages at all. */
final class KeysetShapes {

  private static final int SEARCH_CAP = 10_000;

  private KeysetShapes() {}

  static Shape stripe() {
    return Shape.of(
        "Stripe",
        "`starting_after` the last id; `has_more`; unknown parameters are refused.",
        "/v1/charges",
        "id STRING, name STRING",
        Map.of(
            "record.pointer", "/data",
            "record.key-pointer", "/id",
            "pagination.type", "keyset",
            "pagination.key-parameter", "starting_after",
            "pagination.key-pointer", "/id",
            "pagination.limit-parameter", "limit",
            "pagination.end", "flag",
            "pagination.end-pointer", "/has_more"),
        (request, records) -> {
          if (!Set.of("limit", "starting_after").containsAll(request.query().keySet())
              || request.number("limit", 10) > 100) {
            return ShapeReply.error(400, "{\"error\":{\"type\":\"invalid_request_error\"}}");
          }
          int after =
              request
                  .text("starting_after")
                  .map(id -> Integer.parseInt(id.substring("ch_".length())))
                  .orElse(0);
          List<Integer> ids = records.page(after, request.number("limit", 10));
          return ShapeReply.json(
              "{\"object\":\"list\",\"has_more\":%s,\"data\":%s}"
                  .formatted(
                      after + ids.size() < records.count(),
                      array(ids, id -> "{\"id\":\"ch_%1$06d\",\"name\":\"n%1$d\"}".formatted(id))));
        });
  }

  static Shape search() {
    return Shape.of(
        "search_after",
        "`POST` with `search_after`, a key with a tie-breaker; the total is capped, and so is `from`.",
        "/index/_search",
        "_source ROW<id BIGINT, name STRING>, name AS _source.name",
        Map.of(
            "request.method", "POST",
            "request.body",
                "{\"size\":{limit},\"sort\":[\"day\",\"id\"],\"search_after\":\"{key}\"}",
            "record.pointer", "/hits/hits",
            "record.key-pointer", "/_id",
            "pagination.type", "keyset",
            "pagination.key-pointer", "/sort/0;/sort/1",
            "pagination.limit-parameter", ""),
        (request, records) -> {
          int size = request.body().path("size").asInt(10);
          int from = request.body().path("from").asInt(0);
          if (size + from > SEARCH_CAP) {
            return ShapeReply.error(
                400, "{\"error\":{\"reason\":\"Result window is too large\"},\"status\":400}");
          }
          int after = request.body().path("search_after").path(1).asInt(0);
          int count = records.count();
          return ShapeReply.json(
              "{\"timed_out\":false,\"hits\":{\"total\":{\"value\":%d,\"relation\":\"%s\"},\"hits\":%s}}"
                  .formatted(
                      Math.min(SEARCH_CAP, count),
                      count > SEARCH_CAP ? "gte" : "eq",
                      array(
                          records.page(from + after, size),
                          id ->
                              "{\"_id\":\"d%1$d\",\"_source\":{\"id\":%1$d,\"name\":\"n%1$d\"},\"sort\":[%2$d,%1$d]}"
                                  .formatted(id, id / 10))));
        });
  }

  static Shape withoutPaging() {
    return Shape.of(
        "without paging",
        "All records in one response.",
        "/export.json",
        Map.of("record.key-pointer", "/id", "pagination.type", "none"),
        (request, records) -> ShapeReply.json(array(records.page(0, Integer.MAX_VALUE / 2))));
  }
}
