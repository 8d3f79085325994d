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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** APIs that are asked for records by their place. */
final class OffsetShapes {

  private static final Pattern RANGE = Pattern.compile("(?:items=)?(\\d+)-(\\d+)");

  private OffsetShapes() {}

  static Shape jsonServer() {
    return Shape.of(
        "json-server 0.17, offset",
        "`_start` and `_limit`; the total in `X-Total-Count`.",
        "/comments",
        Map.of("record.key-pointer", "/id"),
        (request, records) -> {
          List<Integer> ids =
              records.page(
                  request.number("_start", 0), request.number("_limit", Integer.MAX_VALUE / 2));
          return ShapeReply.json(array(ids)).with("X-Total-Count", records.count());
        });
  }

  static Shape jira() {
    return Shape.of(
        "Jira",
        "`startAt` and `maxResults` of at most 50; the total and `isLast` in the body.",
        "/rest/api/3/project/search",
        Map.of(
            "record.pointer", "/values",
            "record.key-pointer", "/id",
            "pagination.offset-parameter", "startAt",
            "pagination.limit-parameter", "maxResults",
            "pagination.total", "body",
            "pagination.total-pointer", "/total"),
        (request, records) -> {
          int startAt = request.number("startAt", 0);
          int maxResults = Math.min(50, request.number("maxResults", 50));
          List<Integer> ids = records.page(startAt, maxResults);
          return ShapeReply.json(
              "{\"maxResults\":%d,\"startAt\":%d,\"total\":%d,\"isLast\":%s,\"values\":%s}"
                  .formatted(
                      maxResults,
                      startAt,
                      records.count(),
                      startAt + ids.size() >= records.count(),
                      array(ids)));
        });
  }

  static Shape postgrest() {
    return Shape.of(
        "PostgREST",
        "A header `Range`; `206` with `Content-Range`, and `416` past the end.",
        "/comments?order=id",
        Map.of(
            "record.key-pointer", "/id",
            "request.header.Range-Unit", "items",
            "request.header.Range", "{offset}-{last}",
            "pagination.total", "header",
            "pagination.total-header", "Content-Range"),
        (request, records) -> {
          Matcher range = RANGE.matcher(request.headers().getOrDefault("Range", ""));
          int from = range.matches() ? Integer.parseInt(range.group(1)) : 0;
          int to = range.matches() ? Integer.parseInt(range.group(2)) : Integer.MAX_VALUE / 2;
          int count = records.count();
          List<Integer> ids = records.page(from, to - from + 1);
          if (ids.isEmpty() && from > 0) {
            return ShapeReply.error(
                    416, "{\"code\":\"PGRST103\",\"message\":\"Requested range not satisfiable\"}")
                .with("Content-Range", "*/" + count);
          }
          String place = ids.isEmpty() ? "*" : from + "-" + (from + ids.size() - 1);
          int status = ids.size() < count ? 206 : 200;
          return new ShapeReply(status, Map.of(), array(ids))
              .with("Content-Range", place + "/" + count);
        });
  }
}
