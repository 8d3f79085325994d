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

/** APIs that are asked for pages by their number. */
final class PageNumberShapes {

  private PageNumberShapes() {}

  static Shape jsonServer() {
    return Shape.of(
        "json-server 1",
        "`_page` and `_per_page`; past the end comes the last page again.",
        "/comments",
        Map.of(
            "record.pointer", "/data",
            "record.key-pointer", "/id",
            "pagination.type", "page-number",
            "pagination.page-parameter", "_page",
            "pagination.limit-parameter", "_per_page",
            "pagination.end", "null-pointer",
            "pagination.end-pointer", "/next"),
        (request, records) -> {
          int size = request.number("_per_page", 10);
          int count = records.count();
          int pages = Math.max(1, pages(count, size));
          int page = Math.max(1, Math.min(request.number("_page", 1), pages));
          return ShapeReply.json(
              "{\"first\":1,\"prev\":%s,\"next\":%s,\"last\":%d,\"pages\":%d,\"items\":%d,\"data\":%s}"
                  .formatted(
                      page > 1 ? page - 1 : "null",
                      page < pages ? page + 1 : "null",
                      pages,
                      pages,
                      count,
                      array(records.page((page - 1) * size, size))));
        });
  }

  static Shape wordPress() {
    return Shape.of(
            "WordPress",
            "`page` and `per_page` of at most 100; the totals in headers, and `400` past the end. Private posts are counted, and then left out of their pages.",
            "/wp-json/wp/v2/posts?orderby=id&order=asc",
            Map.of(
                "record.key-pointer",
                "/id",
                "pagination.type",
                "page-number",
                "pagination.page-parameter",
                "page",
                "pagination.limit-parameter",
                "per_page",
                "pagination.total",
                "header",
                "pagination.total-header",
                "X-WP-TotalPages",
                "pagination.total-unit",
                "pages",
                "pagination.end",
                "total;rule",
                "response.rules",
                "status=400 & body:/code=rest_post_invalid_page_number -> past-the-end"),
            (request, records) -> {
              int size = request.number("per_page", 10);
              int page = request.number("page", 1);
              int count = records.count();
              int pages = pages(count, size);
              if (size > 100) {
                return ShapeReply.error(
                    400,
                    "{\"code\":\"rest_invalid_param\",\"message\":\"per_page must be 1 to 100\"}");
              }
              if (page > Math.max(1, pages)) {
                return ShapeReply.error(
                    400,
                    "{\"code\":\"rest_post_invalid_page_number\",\"message\":\"The page number is too large.\",\"data\":{\"status\":400}}");
              }
              List<Integer> shown =
                  records.page((page - 1) * size, size).stream().filter(id -> !hidden(id)).toList();
              return ShapeReply.json(array(shown))
                  .with("X-WP-Total", count)
                  .with("X-WP-TotalPages", pages);
            })
        .hiding(PageNumberShapes::hidden);
  }

  private static boolean hidden(int id) {
    return id % 7 == 3;
  }

  static Shape pocketBase() {
    return Shape.of(
        "PocketBase",
        "`page` and `perPage` of at most 500; all totals in the body, and empty pages past the end.",
        "/api/collections/posts/records?sort=id",
        Map.of(
            "record.pointer", "/items",
            "record.key-pointer", "/id",
            "pagination.type", "page-number",
            "pagination.page-parameter", "page",
            "pagination.limit-parameter", "perPage",
            "pagination.total", "body",
            "pagination.total-pointer", "/totalItems"),
        (request, records) -> {
          int size = Math.min(500, request.number("perPage", 30));
          int page = request.number("page", 1);
          int count = records.count();
          return ShapeReply.json(
              "{\"page\":%d,\"perPage\":%d,\"totalItems\":%d,\"totalPages\":%d,\"items\":%s}"
                  .formatted(
                      page,
                      size,
                      count,
                      pages(count, size),
                      array(records.page((page - 1) * size, size))));
        });
  }

  private static int pages(int count, int size) {
    return (count + size - 1) / size;
  }
}
