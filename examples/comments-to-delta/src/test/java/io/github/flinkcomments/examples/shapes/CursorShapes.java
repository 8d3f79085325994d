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

import static io.github.flinkcomments.examples.shapes.LinkShapes.decoded;
import static io.github.flinkcomments.examples.shapes.LinkShapes.encoded;
import static io.github.flinkcomments.examples.shapes.ShapeReply.array;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** APIs that send a token for the next page. */
final class CursorShapes {

  private CursorShapes() {}

  static Shape slack() {
    return Shape.of(
        "Slack",
        "`response_metadata.next_cursor`, empty at the end; errors with status 200.",
        "/api/users.list",
        Map.of(
            "record.pointer", "/members",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-parameter", "cursor",
            "pagination.cursor-pointer", "/response_metadata/next_cursor",
            "pagination.limit-parameter", "limit"),
        (request, records) -> {
          int size = Math.min(200, request.number("limit", 100));
          Optional<String> cursor = request.text("cursor").filter(token -> !token.isEmpty());
          int from = cursor.map(LinkShapes::decoded).orElse(0);
          List<Integer> ids = records.page(from, size);
          return ShapeReply.json(
              "{\"ok\":true,\"members\":%s,\"response_metadata\":{\"next_cursor\":\"%s\"}}"
                  .formatted(array(ids), next(records, from, ids).orElse("")));
        });
  }

  static Shape notion() {
    return Shape.of(
        "Notion",
        "`POST` with `start_cursor` in the body, which must not be there at first.",
        "/v1/databases/d1/query",
        Map.of(
            "request.method", "POST",
            "request.body", "{\"page_size\":{limit},\"start_cursor\":\"{cursor}\"}",
            "record.pointer", "/results",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-pointer", "/next_cursor",
            "pagination.limit-parameter", ""),
        (request, records) -> {
          if (!request.method().equals("POST")) {
            return ShapeReply.error(400, "{\"object\":\"error\",\"code\":\"invalid_request_url\"}");
          }
          int size = Math.min(100, request.body().path("page_size").asInt(100));
          String cursor = request.body().path("start_cursor").asText("");
          if (request.body().has("start_cursor") && cursor.isEmpty()) {
            return ShapeReply.error(400, "{\"object\":\"error\",\"code\":\"validation_error\"}");
          }
          int from = cursor.isEmpty() ? 0 : decoded(cursor);
          List<Integer> ids = records.page(from, size);
          Optional<String> next = next(records, from, ids);
          return ShapeReply.json(
              "{\"object\":\"list\",\"results\":%s,\"next_cursor\":%s,\"has_more\":%s}"
                  .formatted(
                      array(ids), next.map(CursorShapes::quoted).orElse("null"), next.isPresent()));
        });
  }

  static Shape hubSpot() {
    return Shape.of(
        "HubSpot",
        "`paging.next.after`; `paging` is missing at the end.",
        "/crm/v3/objects/contacts",
        Map.of(
            "record.pointer", "/results",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-parameter", "after",
            "pagination.cursor-pointer", "/paging/next/after",
            "pagination.limit-parameter", "limit"),
        (request, records) -> {
          int size = Math.min(100, request.number("limit", 10));
          int from = request.number("after", 0);
          List<Integer> ids = records.page(from, size);
          String paging =
              from + ids.size() >= records.count()
                  ? ""
                  : ",\"paging\":{\"next\":{\"after\":\"%1$d\",\"link\":\"%2$s?after=%1$d\"}}"
                      .formatted(from + ids.size(), request.root() + request.path());
          return ShapeReply.json("{\"results\":%s%s}".formatted(array(ids), paging));
        });
  }

  static Shape google() {
    return Shape.of(
        "Google",
        "`nextPageToken`, missing at the end.",
        "/drive/v3/files",
        Map.of(
            "record.pointer", "/files",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-parameter", "pageToken",
            "pagination.cursor-pointer", "/nextPageToken",
            "pagination.limit-parameter", "pageSize"),
        (request, records) -> {
          int size = Math.min(1000, request.number("pageSize", 100));
          int from = request.text("pageToken").map(LinkShapes::decoded).orElse(0);
          List<Integer> ids = records.page(from, size);
          String token =
              next(records, from, ids).map(",\"nextPageToken\":\"%s\""::formatted).orElse("");
          return ShapeReply.json("{\"kind\":\"list\"%s,\"files\":%s}".formatted(token, array(ids)));
        });
  }

  static Shape couchDb() {
    return Shape.of(
        "CouchDB _changes",
        "`since` and `last_seq`: the token is there at the end, too, and stays the same.",
        "/db/_changes?include_docs=true",
        Map.of(
            "record.pointer", "/results",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-parameter", "since",
            "pagination.cursor-pointer", "/last_seq",
            "pagination.limit-parameter", "limit",
            "pagination.end", "same-token"),
        (request, records) -> {
          int from =
              request
                  .text("since")
                  .filter(since -> !since.equals("0"))
                  .map(since -> Integer.parseInt(since.split("-", 2)[0]))
                  .orElse(0);
          List<Integer> ids = records.page(from, request.number("limit", 1000));
          int last = from + ids.size();
          return ShapeReply.json(
              "{\"results\":%s,\"last_seq\":\"%d-g1\",\"pending\":%d}"
                  .formatted(
                      array(
                          ids,
                          id ->
                              "{\"seq\":\"%1$d-g1\",\"id\":%1$d,\"name\":\"n%1$d\",\"changes\":[{\"rev\":\"1-a\"}]}"
                                  .formatted(id)),
                      last,
                      Math.max(0, records.count() - last)));
        });
  }

  static Shape graphQl() {
    return Shape.of(
        "GraphQL",
        "`POST` of a query with variables; `pageInfo` has flag and token; errors with status 200.",
        "/graphql",
        Map.of(
            "request.method", "POST",
            "request.body",
                "{\"query\":\"query($first:Int,$after:String){items(first:$first,after:$after){nodes{id name} pageInfo{hasNextPage endCursor}}}\",\"variables\":{\"first\":{limit},\"after\":\"{cursor}\"}}",
            "record.pointer", "/data/items/nodes",
            "record.key-pointer", "/id",
            "pagination.type", "cursor",
            "pagination.cursor-pointer", "/data/items/pageInfo/endCursor",
            "pagination.limit-parameter", "",
            "pagination.end", "flag",
            "pagination.end-pointer", "/data/items/pageInfo/hasNextPage"),
        (request, records) -> {
          if (!request.body().path("query").asText("").contains("pageInfo")) {
            return ShapeReply.json("{\"errors\":[{\"message\":\"Syntax Error: no query\"}]}");
          }
          int size = Math.min(100, request.body().at("/variables/first").asInt(20));
          String after = request.body().at("/variables/after").asText("");
          int from = after.isEmpty() || after.equals("null") ? 0 : decoded(after);
          List<Integer> ids = records.page(from, size);
          return ShapeReply.json(
              "{\"data\":{\"items\":{\"nodes\":%s,\"pageInfo\":{\"hasNextPage\":%s,\"endCursor\":%s}}}}"
                  .formatted(
                      array(ids),
                      from + ids.size() < records.count(),
                      ids.isEmpty() ? "null" : quoted(encoded(from + ids.size()))));
        });
  }

  private static Optional<String> next(ServedRecords records, int from, List<Integer> ids) {
    return from + ids.size() >= records.count()
        ? Optional.empty()
        : Optional.of(encoded(from + ids.size()));
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
