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
package io.github.flinkcomments.connector.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Mistakes in declarations and in answers, and what is said about each. */
final class BadInputs {

  private BadInputs() {}

  /** In what job a table is read. */
  enum Job {
    STREAMING,
    WITHOUT_CHECKPOINTS
  }

  /**
   * Options that are refused when a statement is planned.
   *
   * @param options those that are given beside a URL, or in its place
   * @param message the whole of it
   */
  record BadOptions(Map<String, String> options, Job job, String message) {
    @Override
    public String toString() {
      return options + (job == Job.STREAMING ? "" : " without checkpoints");
    }
  }

  /**
   * A response that is refused when the job runs.
   *
   * @param options those that are given beside a URL
   * @param headers those of the response, beside a type of JSON
   * @param message the whole of it
   */
  record BadResponse(
      Map<String, String> options,
      int status,
      Map<String, String> headers,
      String body,
      String message) {
    @Override
    public String toString() {
      return "%d %s %s".formatted(status, headers, body);
    }
  }

  static final List<BadOptions> OPTIONS =
      List.of(
          new BadOptions(
              options("url", "comments"),
              Job.STREAMING,
              "The option 'url' is not an absolute http or https URL; set it to the listing, such as http://host/comments."),
          new BadOptions(
              options("url", "http://me:open-sesame@host/records"),
              Job.STREAMING,
              "The option 'url' is 'http://****@host/records', with user and password in it; give them by 'http-headers.Authorization' instead."),
          new BadOptions(
              options("url", "http://host/records?q=a b"),
              Job.STREAMING,
              "The option 'url' has the character ' ' (a space) at position 24, which a URL cannot have; write it as %20."),
          new BadOptions(
              options("url", "http://host/records?_start=5"),
              Job.STREAMING,
              "The option 'url' already has the query parameter '_start', which the source sets for each page; remove it from the URL."),
          new BadOptions(
              options("url", "http://host/{colour}"),
              Job.STREAMING,
              "The option 'url' has the placeholder '{colour}', which nothing gives a value; known are {page}, {offset}, {last}, {limit}, {cursor} and {key}."),
          new BadOptions(
              options("url", "http://host/records?since={from}"),
              Job.STREAMING,
              "The option 'url' has the placeholder '{from}', a bound of a time window, which is not supported yet; write the bound itself there."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "page-number",
                  "request.query.from",
                  "{offset}"),
              Job.STREAMING,
              "The option 'request.query.from' has the placeholder '{offset}', to which 'pagination.type' = 'page-number' gives no value; remove it, or write it with blanks, '{ offset }', if it is meant as text."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "page-number",
                  "pagination.end",
                  "rule"),
              Job.STREAMING,
              "The option 'pagination.end' is 'rule', but no rule of 'response.rules' has the verdict 'past-the-end'; add one, such as 'status=404 -> past-the-end', or leave 'rule' out."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "page-number",
                  "pagination.limit-parameter",
                  "page"),
              Job.STREAMING,
              "The option 'pagination.limit-parameter' is 'page', but so is the name of the page parameter 'page'; they must differ."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "keyset",
                  "pagination.key-pointer",
                  "/id",
                  "pagination.key-parameter",
                  "after;after"),
              Job.STREAMING,
              "The option 'pagination.key-parameter' is 'after;after', but its names must differ."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "cursor",
                  "record.pointer",
                  "/items",
                  "pagination.cursor-parameter",
                  "after",
                  "pagination.cursor-pointer",
                  "/next",
                  "pagination.cursor-pattern",
                  "after=.*"),
              Job.STREAMING,
              "The option 'pagination.cursor-pattern' is 'after=.*', which has no group; put the token's part into parentheses, as in 'cursor=([^&]*)'."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "next-url",
                  "record.pointer",
                  "/items",
                  "pagination.next-pointer",
                  "/a~b"),
              Job.STREAMING,
              "The option 'pagination.next-pointer' is '/a~b', but a JSON pointer has '~' only in '~0' for '~', and in '~1' for '/'."),
          new BadOptions(
              options("url", "http://host/records", "request.header.X Y", "1"),
              Job.STREAMING,
              "The header 'X Y' cannot be sent: its name is reserved for the HTTP client, or its name or value has characters that HTTP does not allow."),
          new BadOptions(
              options("url", "http://host/records", "request.header.Host", "other"),
              Job.STREAMING,
              "The header 'Host' cannot be sent: its name is reserved for the HTTP client, or its name or value has characters that HTTP does not allow."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "http-headers.X-Tenant",
                  "a",
                  "request.header.x-tenant",
                  "b"),
              Job.STREAMING,
              "The options 'http-headers.X-Tenant' and 'request.header.x-tenant' set the same header; leave one of them out."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "page-number",
                  "pagination.end-value",
                  "1"),
              Job.STREAMING,
              "The option 'pagination.end-value' has no effect without 'pagination.end' = 'flag'; set both or neither."),
          new BadOptions(
              options(
                  "url",
                  "http://host/records",
                  "pagination.type",
                  "page-number",
                  "pagination.end",
                  "same-token"),
              Job.STREAMING,
              "The option 'pagination.end' is 'same-token', but pages of 'pagination.type' = 'page-number' have no token, so that nothing would mark the end; use 'empty-page', 'short-page', or 'missing-link' where the header 'Link' leads on."),
          new BadOptions(
              options("url", "http://host/records", "pagination.total-unit", "pages"),
              Job.STREAMING,
              "The option 'pagination.total-unit' is 'pages', but offsets are compared with a number of records; correct where the total is, or set 'pagination.total' = 'none'."),
          new BadOptions(
              options("url", "http://host/records", "response.rules", "status=499-400 -> retry"),
              Job.STREAMING,
              "The option 'response.rules' is malformed at position 8, '499-400 -> retry': a range of statuses begins with the lower one."),
          new BadOptions(
              options("urll", "http://host/records"),
              Job.STREAMING,
              "The option 'urll' is unknown to the connector 'rest'; did you mean 'url'?"),
          new BadOptions(
              options("auth.token", "secret"),
              Job.STREAMING,
              "The option 'auth.token' has no effect without 'auth.type' = 'bearer'; set both or neither."),
          new BadOptions(
              options("auth.type", "basic"),
              Job.STREAMING,
              "The option 'auth.username' is missing; 'auth.type' = 'basic' needs it."),
          new BadOptions(
              options(
                  "auth.type",
                  "bearer",
                  "auth.token",
                  "secret",
                  "http-headers.Authorization",
                  "other"),
              Job.STREAMING,
              "Options 'http-headers' and 'auth.type' both set the header 'Authorization'; use one of them."),
          new BadOptions(
              options("http-headers.X-Name", "Zoë"),
              Job.STREAMING,
              "The header 'X-Name' cannot be sent as it is: its value has a character beyond ASCII, which HTTP does not carry; write it as the API expects it, percent-encoded for example."),
          new BadOptions(
              options("http.allowed-origins", "host"),
              Job.STREAMING,
              "The option 'http.allowed-origins' has an entry that is not an origin; give each as scheme, host and port, such as https://eu.host or http://host:8080, separated by ';'."),
          new BadOptions(
              options("http.request-timeout", "soon"),
              Job.STREAMING,
              "The option 'http.request-timeout' is 'soon', but it must be a duration, such as 500ms, 10s or 1min."),
          new BadOptions(
              options("pagination.type", "pages"),
              Job.STREAMING,
              "The option 'pagination.type' is 'pages', but it must be one of offset, page-number, keyset, cursor, link-header, next-url, none."),
          new BadOptions(
              options("pagination.page-size", "0"),
              Job.STREAMING,
              "The option 'pagination.page-size' is 0, but it must be at least 1."),
          new BadOptions(
              options("pagination.type", "page-number", "pagination.page-parameter", ""),
              Job.STREAMING,
              "The option 'pagination.page-parameter' is empty, so that nothing tells the API which page is wanted; name a query parameter, or put {page} where it belongs."),
          new BadOptions(
              options("pagination.type", "page-number", "pagination.first-page", "-1"),
              Job.STREAMING,
              "The option 'pagination.first-page' is -1, but it must be 0 or more."),
          new BadOptions(
              options("pagination.type", "page-number", "scan.startup.mode", "latest"),
              Job.STREAMING,
              "The option 'scan.startup.mode' is 'latest', but pages of 'pagination.type' = 'page-number' can only be read from the first one; leave it out."),
          new BadOptions(
              options("pagination.type", "cursor", "pagination.cursor-parameter", "cursor"),
              Job.STREAMING,
              "The options 'pagination.cursor-pointer' and 'pagination.cursor-header' say where the token of the next page is; set one of them."),
          new BadOptions(
              options("pagination.type", "cursor", "pagination.cursor-pointer", "/next"),
              Job.STREAMING,
              "The option 'pagination.cursor-parameter' is missing; name the query parameter by which 'pagination.type' = 'cursor' asks for a page, or put {cursor} where the token belongs."),
          new BadOptions(
              options(
                  "pagination.type",
                  "cursor",
                  "pagination.cursor-parameter",
                  "cursor",
                  "pagination.cursor-pointer",
                  "next"),
              Job.STREAMING,
              "The option 'pagination.cursor-pointer' is 'next', but a JSON pointer starts with '/', like '/meta/next'."),
          new BadOptions(
              options(
                  "pagination.type",
                  "keyset",
                  "pagination.key-parameter",
                  "after",
                  "pagination.key-pointer",
                  "/time;/id"),
              Job.STREAMING,
              "The option 'pagination.key-parameter' is 'after', but 'pagination.key-pointer' is '/time;/id', and each part of the key needs a parameter; name as many of one as of the other, separated by ';'."),
          new BadOptions(
              options(
                  "pagination.type",
                  "keyset",
                  "pagination.key-parameter",
                  "since;after",
                  "pagination.key-pointer",
                  "/time;/id",
                  "pagination.key-ranges",
                  "true"),
              Job.STREAMING,
              "The option 'pagination.key-ranges' is 'true', but 'pagination.key-pointer' is '/time;/id', and only a single integer key can be divided; leave the option out."),
          new BadOptions(
              options(
                  "pagination.type",
                  "keyset",
                  "pagination.key-parameter",
                  "after",
                  "pagination.key-pointer",
                  "/id",
                  "pagination.key-ranges",
                  "true",
                  "pagination.end",
                  "total",
                  "pagination.total-header",
                  "X-Total"),
              Job.STREAMING,
              "The option 'pagination.key-ranges' is 'true', but 'pagination.end' has 'total', and a range cannot be compared with the total of the listing; choose another end, or leave the ranges out."),
          new BadOptions(
              options("pagination.type", "cursor", "pagination.key-ranges", "true"),
              Job.STREAMING,
              "The option 'pagination.key-ranges' has no effect with 'pagination.type' = 'cursor'; it belongs to 'keyset'."),
          new BadOptions(
              options("pagination.type", "next-url"),
              Job.STREAMING,
              "The option 'pagination.next-pointer' is missing; with 'pagination.type' = 'next-url' it leads to the URL of the next page."),
          new BadOptions(
              options("pagination.cursor-pointer", "/next"),
              Job.STREAMING,
              "The option 'pagination.cursor-pointer' has no effect with 'pagination.type' = 'offset'; it belongs to 'cursor'."),
          new BadOptions(
              options("pagination.end", "last-page"),
              Job.STREAMING,
              "The option 'pagination.end' is 'last-page', but 'last-page' is unknown; known are total, short-page, empty-page, missing-link, missing-token, null-pointer, flag, same-token, repeated-page, rule."),
          new BadOptions(
              options("pagination.end", "flag"),
              Job.STREAMING,
              "The option 'pagination.end-pointer' is missing; 'pagination.end' = 'flag' and 'null-pointer' look at the value it points to."),
          new BadOptions(
              options("pagination.end", "total", "pagination.total", "none"),
              Job.STREAMING,
              "The option 'pagination.end' is 'total', but 'pagination.total' is 'none'; say where the total is, or choose another end."),
          new BadOptions(
              options("request.method", "GET", "request.body", "{}"),
              Job.STREAMING,
              "The option 'request.body' cannot be sent by 'request.method' = 'GET'; set the method to POST, or leave one of them out."),
          new BadOptions(
              options("request.body", "{\"from\": {offset}"),
              Job.STREAMING,
              "The option 'request.body' is not valid JSON at column 11, after its placeholders were replaced: Unexpected end-of-input: expected close marker for Object; they stand for whole values, as in {\"page\": {page}}."),
          new BadOptions(
              options("record.pointer", "items"),
              Job.STREAMING,
              "The option 'record.pointer' is 'items', but a JSON pointer starts with '/', like '/data/items'."),
          new BadOptions(
              options("record.pointer", "/a;/a/b"),
              Job.STREAMING,
              "The option 'record.pointer' has '/a' and '/a/b', but one holds the other; leave one out."),
          new BadOptions(
              options("fields.nam.pointer", "/n"),
              Job.STREAMING,
              "The option 'fields.nam.pointer' names the column 'nam', which the table does not read from records; did you mean 'name'?"),
          new BadOptions(
              options("fields.id.format", "unix"),
              Job.STREAMING,
              "The option 'fields.id.format' is 'unix', but its type INT has no dates or times."),
          new BadOptions(
              options("response.rules", "status=404 -> the-end"),
              Job.STREAMING,
              "The option 'response.rules' is malformed at position 15, 'the-end': the verdict is one of page, past-the-end, retry, throttled, fail."),
          new BadOptions(
              options("response.rules", "status=404 -> skip-slice"),
              Job.STREAMING,
              "The option 'response.rules' has the verdict 'skip-slice', which is not supported yet, as there are no slices; use 'past-the-end' where the listing is to end, or leave the rule out."),
          new BadOptions(
              options("response.rules", "status=4xx -> past-the-end"),
              Job.STREAMING,
              "The option 'response.rules' has the rule 'status=4xx -> past-the-end', which matches status 429, but that status tells of load or an outage, and the listing would end early; name the statuses of the end only, or put a rule for status 429 before it."),
          new BadOptions(
              options("slices.user.values", "1;2;3"),
              Job.STREAMING,
              "The option 'slices.user.values' is not supported yet: a listing is read as one; declare a table for each slice, with its value in 'url', and combine them by UNION ALL."),
          new BadOptions(
              options("scan.mode", "sweep"),
              Job.STREAMING,
              "The option 'scan.mode' is not supported yet: a listing is read once, and then what is appended to it; leave the option out."),
          new BadOptions(
              options("scan.sweep-interval", "1 h"),
              Job.STREAMING,
              "The option 'scan.sweep-interval' is not supported yet: a listing is read once, and then what is appended to it every 'scan.poll-interval'; set that instead."),
          new BadOptions(
              options("incremental.field", "updated_at"),
              Job.STREAMING,
              "The option 'incremental.field' is not supported yet: a bound that the API takes can be fixed by 'request.query.NAME'; leave the option out."),
          new BadOptions(
              options("error.mode", "ignore"),
              Job.STREAMING,
              "The option 'error.mode' is 'ignore', but it must be one of fail, skip, dead-letter."),
          new BadOptions(
              options("error.mode", "dead-letter"),
              Job.STREAMING,
              "The option 'error.dead-letter-path' is missing; 'error.mode' = 'dead-letter' needs it; set it to a directory, such as /data/dead-letters."),
          new BadOptions(
              options("error.dead-letter-path", "/data/dead-letters"),
              Job.STREAMING,
              "The option 'error.dead-letter-path' has no effect without 'error.mode' = 'dead-letter'; set both or neither."),
          new BadOptions(
              options("error.mode", "dead-letter", "error.dead-letter-path", "dead-letters"),
              Job.STREAMING,
              "The option 'error.dead-letter-path' is 'dead-letters', which is not absolute, but the processes of a cluster have different working directories; give a path such as /data/dead-letters or s3://bucket/dead-letters."),
          new BadOptions(
              options(
                  "error.mode",
                  "dead-letter",
                  "error.dead-letter-path",
                  "/data/dead-letters",
                  "scan.bounded.mode",
                  "latest"),
              Job.WITHOUT_CHECKPOINTS,
              "The option 'error.mode' is 'dead-letter', but a streaming job publishes dead letters with its checkpoints; set 'execution.checkpointing.interval', to '10s' for example."),
          new BadOptions(
              options("scan.startup.offset", "5"),
              Job.STREAMING,
              "The option 'scan.startup.offset' has no effect without 'scan.startup.mode' = 'offset'; set both or neither."),
          new BadOptions(
              options("scan.max-records-per-checkpoint", "10", "scan.bounded.mode", "latest"),
              Job.WITHOUT_CHECKPOINTS,
              "The option 'scan.max-records-per-checkpoint' is 10, but without checkpoints the job would stand still after so many records; set 'execution.checkpointing.interval', to '10s' for example."));

  static final List<BadResponse> RESPONSES =
      List.of(
          new BadResponse(
              options(),
              401,
              options(),
              "{\"message\":\"Who are you?\"}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server answered with status 401: {\"message\":\"Who are you?\"}"),
          new BadResponse(
              options(),
              204,
              options(),
              "",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server answered with status 204"),
          new BadResponse(
              options(),
              302,
              options("Location", "http://other/records"),
              "",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server (status 302) redirected to another origin, http://other/records; if that is the right one, use its URL, or name it in option 'http.allowed-origins'"),
          new BadResponse(
              options(),
              200,
              options("Content-Type", "text/html"),
              "<h1>Please log in</h1>",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server sent text/html (status 200) instead of JSON: <h1>Please log in</h1>"),
          new BadResponse(
              options(),
              200,
              options("Content-Encoding", "gzip"),
              "[{\"id\":1}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server announced a body compressed by gzip, but it cannot be decompressed (Not in GZIP format)"),
          new BadResponse(
              options(),
              200,
              options(),
              "[{\"id\":1},{\"id\":",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body is not a complete JSON document (Unexpected end-of-input within/between Object entries), which begins with: [{\"id\":1},{\"id\":"),
          new BadResponse(
              options(),
              200,
              options(),
              "[{\"id\":1}] and more",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body is not a complete JSON document (Unrecognized token 'and': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')), which begins with: [{\"id\":1}] and more"),
          new BadResponse(
              options(),
              200,
              options(),
              "{\"items\":[{\"id\":1}]}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body should have one array of records, but has an object, which begins with: {\"items\":[{\"id\":1}]}"),
          new BadResponse(
              options(),
              200,
              options(),
              "{\"error\":\"no such project\"}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body should have one array of records, but has an object, which begins with: {\"error\":\"no such project\"}"),
          new BadResponse(
              options(),
              200,
              options(),
              "null",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body should have one array of records, but has null (correct 'record.pointer'; or, if the API leaves the records of an empty page out, set 'record.absent' = 'empty'), which begins with: null"),
          new BadResponse(
              options(),
              200,
              options(),
              "[]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The page is empty, although the listing was seen to have a row at offset 0; it shrank, or the server lags behind itself"),
          new BadResponse(
              options("record.pointer", "/items"),
              200,
              options(),
              "{\"data\":[{\"id\":1}]}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body has nothing at '/items', where the records should be (correct 'record.pointer'; or, if the API leaves the records of an empty page out, set 'record.absent' = 'empty'), which begins with: {\"data\":[{\"id\":1}]}"),
          new BadResponse(
              options("record.pointer", "/items"),
              200,
              options(),
              "{\"items\":\"none\"}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body should have one array of records at '/items', but has the text \"none\", which begins with: {\"items\":\"none\"}"),
          new BadResponse(
              options(),
              200,
              options(),
              "[{\"id\":\"one\"}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: Malformed record at offset 0: its field 'id' must be INT, but is the text \"one\""),
          new BadResponse(
              options(),
              200,
              options(),
              "[1]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: Malformed record at offset 0: it must be an object, but is the number 1"),
          new BadResponse(
              options("record.key-pointer", "/uuid"),
              200,
              options(),
              "[{\"id\":1}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: Malformed record at offset 0: it has no text, number or boolean at '/uuid', which 'record.key-pointer' names"),
          new BadResponse(
              options(),
              200,
              options("X-Total-Count", "many"),
              "[{\"id\":1}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The header 'X-Total-Count' should be a number of records, but is 'many'"),
          new BadResponse(
              options(
                  "record.pointer",
                  "/items",
                  "pagination.total",
                  "body",
                  "pagination.total-pointer",
                  "/total"),
              200,
              options(),
              "{\"total\":\"many\",\"items\":[{\"id\":1}]}",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: The body's total should be a number of records, but is the text \"many\", which begins with: {\"total\":\"many\",\"items\":[{\"id\":1}]}"),
          new BadResponse(
              options("response.rules", "header:X-Error=* -> fail"),
              200,
              options("X-Error", "17"),
              "[]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the server answered with status 200, for which 'response.rules' say 'header:X-Error=* -> fail': []"),
          new BadResponse(
              options("response.required-header", "X-User"),
              200,
              options(),
              "[{\"id\":1}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the response (status 200) lacks 'X-User', which option 'response.required-header' asks for; check the credentials"),
          new BadResponse(
              options("http.max-body-size", "8 bytes"),
              200,
              options(),
              "[{\"id\":1},{\"id\":2}]",
              "Request for http://host/records?_start=0&_limit=10 (offset 0) failed after 1 attempt: the body has more than 8 bytes, the largest size by option 'http.max-body-size'"),
          new BadResponse(
              options(
                  "pagination.type",
                  "cursor",
                  "pagination.cursor-parameter",
                  "cursor",
                  "pagination.cursor-pointer",
                  "/next",
                  "pagination.cursor-pattern",
                  "cursor=(\\w+)",
                  "record.pointer",
                  "/items"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"next\":\"?page=2\"}",
              "The option 'pagination.cursor-pattern' is 'cursor=(\\w+)', whose first group finds no token in '?page=2'; correct the pattern."),
          new BadResponse(
              options(
                  "pagination.type",
                  "cursor",
                  "pagination.cursor-parameter",
                  "cursor",
                  "pagination.cursor-pointer",
                  "/next",
                  "record.pointer",
                  "/items"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"next\":\"same\"}",
              "The page has the same records as the page before it: the API ignores the cursor parameter 'cursor', or repeats its last page past the end. Correct the parameter, or, if the API does repeat its last page, set 'pagination.end' = 'repeated-page'."),
          new BadResponse(
              options(
                  "pagination.type",
                  "cursor",
                  "pagination.cursor-parameter",
                  "cursor",
                  "pagination.cursor-pointer",
                  "/next",
                  "record.pointer",
                  "/items",
                  "pagination.end",
                  "flag",
                  "pagination.end-pointer",
                  "/more"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"more\":true}",
              "The response says that there are more records, but not how to ask for them by the cursor parameter 'cursor'; correct where that is told, or 'pagination.end-pointer'."),
          new BadResponse(
              options(
                  "pagination.type",
                  "next-url",
                  "pagination.next-pointer",
                  "/next",
                  "record.pointer",
                  "/items"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"next\":\"http://other/records\"}",
              "Request for http://other/records (a linked page) was not sent: the URL is of another origin than the listing, and the credentials would go along; if that is right, name it in option 'http.allowed-origins'."),
          new BadResponse(
              options(
                  "pagination.type",
                  "next-url",
                  "pagination.next-pointer",
                  "/next",
                  "record.pointer",
                  "/items"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"next\":7}",
              "The option 'pagination.next-pointer' is '/next', but what is there is not a URL but 7; correct the pointer."),
          new BadResponse(
              options(
                  "pagination.type",
                  "next-url",
                  "pagination.next-pointer",
                  "/next",
                  "record.pointer",
                  "/items"),
              200,
              options(),
              "{\"items\":[{\"id\":1}],\"next\":\"1:2?page=2&api_key=hush\"}",
              "The response links to a next page by a malformed URL: '1:2?page=2&api_key=****'."),
          new BadResponse(
              options("pagination.type", "page-number"),
              200,
              options(),
              "[{\"id\":1}]",
              "The page has the same records as the page before it: the API ignores the page parameter 'page', or repeats its last page past the end. Correct the parameter, or, if the API does repeat its last page, set 'pagination.end' = 'repeated-page'."),
          new BadResponse(
              options("pagination.type", "page-number", "pagination.total-header", "X-Total"),
              200,
              options(),
              "[{\"id\":1}]",
              "The response tells no total, by which 'pagination.end' = 'total' would know the end; correct 'pagination.total', or choose another end."),
          new BadResponse(
              options(
                  "pagination.type",
                  "keyset",
                  "pagination.key-parameter",
                  "after",
                  "pagination.key-pointer",
                  "/id"),
              200,
              options(),
              "[{\"id\":1},{\"id\":1}]",
              "Two records of the page have the same key [1], so that others with this key would be skipped. Name a unique key, add a tie-breaker ('pagination.key-pointer' = '/time;/id'), or set 'pagination.key-inclusive' = 'true' if the API hands out the records of the key itself too."),
          new BadResponse(
              options(
                  "pagination.type",
                  "keyset",
                  "pagination.key-parameter",
                  "after",
                  "pagination.key-pointer",
                  "/key"),
              200,
              options(),
              "[{\"id\":1}]",
              "Request for http://host/records (the first page) failed after 1 attempt: Malformed record with index 0 of the first page: it has no text, number or boolean at '/key', which 'pagination.key-pointer' names"));

  /** Keys and values in turn. */
  private static Map<String, String> options(String... keysAndValues) {
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      options.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return options;
  }
}
