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

/** APIs that send the URL of the next page in the body. */
final class NextUrlShapes {

  private static final Pattern LOCATOR = Pattern.compile(".*/query/01g-(\\d+)");

  private NextUrlShapes() {}

  static Shape salesforce() {
    return Shape.of(
        "Salesforce",
        "A path that is relative to the host; no parameter sets the size of a page.",
        "/services/data/v59.0/query?q=SELECT+Id+FROM+Account+ORDER+BY+Id",
        Map.of(
            "record.pointer", "/records",
            "record.key-pointer", "/id",
            "pagination.type", "next-url",
            "pagination.next-pointer", "/nextRecordsUrl",
            "pagination.limit-parameter", ""),
        (request, records) -> {
          Matcher locator = LOCATOR.matcher(request.path());
          int from = locator.matches() ? Integer.parseInt(locator.group(1)) : 0;
          List<Integer> ids = records.page(from, 25);
          boolean done = from + ids.size() >= records.count();
          String next =
              done
                  ? ""
                  : ",\"nextRecordsUrl\":\"/services/data/v59.0/query/01g-%d\""
                      .formatted(from + ids.size());
          return ShapeReply.json(
              "{\"totalSize\":%d,\"done\":%s%s,\"records\":%s}"
                  .formatted(records.count(), done, next, array(ids)));
        });
  }

  static Shape oData() {
    return Shape.of(
        "OData",
        "An absolute URL with `$skip`, under a name with `@` and a dot.",
        "/odata/Orders?$orderby=id",
        Map.of(
            "record.pointer", "/value",
            "record.key-pointer", "/id",
            "pagination.type", "next-url",
            "pagination.next-pointer", "/@odata.nextLink",
            "pagination.limit-parameter", ""),
        (request, records) -> {
          int from = request.number("$skip", 0);
          List<Integer> ids = records.page(from, 20);
          String next =
              from + ids.size() >= records.count()
                  ? ""
                  : ",\"@odata.nextLink\":\"%s%s?$orderby=id&$skip=%d\""
                      .formatted(request.root(), request.path(), from + ids.size());
          return ShapeReply.json(
              "{\"@odata.context\":\"%s/odata/$metadata#Orders\"%s,\"value\":%s}"
                  .formatted(request.root(), next, array(ids)));
        });
  }

  static Shape hal() {
    return Shape.of(
        "HAL",
        "`_links.next.href`, records in `_embedded`.",
        "/orders",
        Map.of(
            "record.pointer", "/_embedded/orders",
            "record.key-pointer", "/id",
            "pagination.type", "next-url",
            "pagination.next-pointer", "/_links/next/href",
            "pagination.limit-parameter", "size"),
        (request, records) -> {
          int size = Math.min(100, request.number("size", 20));
          int page = request.number("page", 0);
          List<Integer> ids = records.page(page * size, size);
          String next =
              (page + 1) * size >= records.count()
                  ? ""
                  : ",\"next\":{\"href\":\"/orders?page=%d&size=%d\"}".formatted(page + 1, size);
          return ShapeReply.json(
              "{\"_links\":{\"self\":{\"href\":\"/orders\"}%s},\"_embedded\":{\"orders\":%s},\"page\":{\"size\":%d,\"number\":%d}}"
                  .formatted(next, array(ids), size, page));
        });
  }

  static Shape jsonApi() {
    return Shape.of(
        "JSON:API",
        "`links.next`, and fields inside `attributes`; ids are texts.",
        "/articles?sort=id",
        "id STRING, attributes ROW<name STRING>, name AS attributes.name",
        Map.of(
            "record.pointer", "/data",
            "record.key-pointer", "/id",
            "pagination.type", "next-url",
            "pagination.next-pointer", "/links/next",
            "pagination.limit-parameter", "page[size]"),
        (request, records) -> {
          int size = Math.min(50, request.number("page[size]", 10));
          int number = request.number("page[number]", 1);
          List<Integer> ids = records.page((number - 1) * size, size);
          String next =
              number * size >= records.count()
                  ? "null"
                  : "\"?sort=id&page[number]=%d&page[size]=%d\"".formatted(number + 1, size);
          return ShapeReply.json(
              "{\"links\":{\"next\":%s},\"data\":%s}"
                  .formatted(
                      next,
                      array(
                          ids,
                          id ->
                              "{\"type\":\"articles\",\"id\":\"%1$d\",\"attributes\":{\"name\":\"n%1$d\"}}"
                                  .formatted(id))));
        });
  }
}
