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
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** APIs that send the URL of the next page in a header {@code Link}. */
final class LinkShapes {

  private LinkShapes() {}

  static Shape jsonServer() {
    return Shape.of(
        "json-server 0.17, pages",
        "`_page` and `_limit`; all relations in one header.",
        "/comments?_page=1",
        Map.of(
            "record.key-pointer", "/id",
            "pagination.type", "link-header",
            "pagination.limit-parameter", "_limit"),
        (request, records) ->
            numbered(request, records, "_page", "_limit", Integer.MAX_VALUE / 2)
                .with("X-Total-Count", records.count()));
  }

  static Shape gitHub() {
    return Shape.of(
        "GitHub",
        "`per_page` of at most 100.",
        "/repos/o/r/issues?direction=asc",
        Map.of(
            "record.key-pointer", "/id",
            "pagination.type", "link-header",
            "pagination.limit-parameter", "per_page",
            "pagination.page-size", "100"),
        (request, records) -> numbered(request, records, "page", "per_page", 100));
  }

  private static ShapeReply numbered(
      ShapeRequest request, ServedRecords records, String pageName, String sizeName, int cap) {
    int size = Math.min(cap, request.number(sizeName, 30));
    int page = request.number(pageName, 1);
    int last = Math.max(1, (records.count() + size - 1) / size);
    List<String> links = new ArrayList<>();
    if (page > 1) {
      links.add(link(request, pageName, 1, sizeName, size, "first"));
      links.add(link(request, pageName, page - 1, sizeName, size, "prev"));
    }
    if (page < last) {
      links.add(link(request, pageName, page + 1, sizeName, size, "next"));
      links.add(link(request, pageName, last, sizeName, size, "last"));
    }
    ShapeReply reply = ShapeReply.json(array(records.page((page - 1) * size, size)));
    return links.isEmpty() ? reply : reply.with("Link", String.join(", ", links));
  }

  private static String link(
      ShapeRequest request, String pageName, int page, String sizeName, int size, String relation) {
    return "<%s%s?%s=%d&%s=%d>; rel=\"%s\""
        .formatted(request.root(), request.path(), pageName, page, sizeName, size, relation);
  }

  static Shape shopify() {
    return Shape.of(
        "Shopify",
        "`page_info` in the URL, beside which nothing but `limit` is allowed.",
        "/admin/api/2024-01/orders.json?status=any",
        Map.of(
            "record.pointer", "/orders",
            "record.key-pointer", "/id",
            "pagination.type", "link-header",
            "pagination.limit-parameter", "limit"),
        (request, records) -> {
          if (request.text("page_info").isPresent() && request.text("status").isPresent()) {
            return ShapeReply.error(
                400, "{\"errors\":{\"status\":\"cannot be passed when page_info is present\"}}");
          }
          int size = Math.min(250, request.number("limit", 50));
          int after = request.text("page_info").map(LinkShapes::decoded).orElse(0);
          List<Integer> ids = records.page(after, size);
          ShapeReply reply = ShapeReply.json("{\"orders\":%s}".formatted(array(ids)));
          return after + ids.size() >= records.count()
              ? reply
              : reply.with(
                  "Link",
                  "<%s%s?limit=%d&page_info=%s>; rel=\"next\""
                      .formatted(
                          request.root(), request.path(), size, encoded(after + ids.size())));
        });
  }

  static Shape gitLab() {
    return Shape.of(
        "GitLab keyset",
        "`id_after` in the URL of the next page.",
        "/api/v4/projects?pagination=keyset&order_by=id&sort=asc",
        Map.of(
            "record.key-pointer", "/id",
            "pagination.type", "keyset",
            "pagination.key-parameter", "id_after",
            "pagination.key-pointer", "/id",
            "pagination.limit-parameter", "per_page"),
        (request, records) -> {
          int size = Math.min(100, request.number("per_page", 20));
          int after = request.number("id_after", 0);
          List<Integer> ids = records.page(after, size);
          ShapeReply reply = ShapeReply.json(array(ids));
          return ids.size() < size
              ? reply
              : reply.with(
                  "Link",
                  "<%s%s?id_after=%d&order_by=id&pagination=keyset&per_page=%d&sort=asc>; rel=\"next\""
                      .formatted(request.root(), request.path(), after + ids.size(), size));
        });
  }

  static String encoded(int place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString("after:%d".formatted(place).getBytes(UTF_8));
  }

  static int decoded(String token) {
    return Integer.parseInt(
        new String(Base64.getUrlDecoder().decode(token), UTF_8).substring("after:".length()));
  }
}
