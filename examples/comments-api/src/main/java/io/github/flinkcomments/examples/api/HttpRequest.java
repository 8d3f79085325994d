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
package io.github.flinkcomments.examples.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One HTTP/1.1 request: as much of the protocol as the clients of a test server use. */
record HttpRequest(
    String method, String path, Map<String, String> query, Map<String, String> headers) {

  private static final int LONGEST_LINE = 16 * 1024;

  /**
   * Reads one request; empty if the client closed the connection instead of sending one.
   *
   * <p>A body is read and dropped: what a client sends in it is not part of any answer.
   */
  static Optional<HttpRequest> read(InputStream in) throws IOException {
    Optional<String> requestLine = line(in);
    if (requestLine.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = requestLine.get().split(" ", 3);
    if (parts.length != 3) {
      throw new IOException("Not an HTTP request line: " + requestLine.get());
    }
    Map<String, String> headers = headers(in);
    in.skipNBytes(Long.parseLong(headers.getOrDefault("content-length", "0")));
    URI target = URI.create(parts[1]);
    return Optional.of(
        new HttpRequest(parts[0], target.getPath(), query(target.getRawQuery()), headers));
  }

  boolean keepsConnection() {
    return !"close".equalsIgnoreCase(headers.get("connection"));
  }

  OptionalLong number(String parameter) {
    String value = query.get(parameter);
    return value == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(value));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    while (true) {
      String line =
          line(in).orElseThrow(() -> new EOFException("The request ends in its headers."));
      if (line.isEmpty()) {
        return Map.copyOf(headers);
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new IOException("Not an HTTP header: " + line);
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  private static Map<String, String> query(String rawQuery) {
    Map<String, String> query = new HashMap<>();
    if (rawQuery != null) {
      for (String parameter : rawQuery.split("&", -1)) {
        int equals = parameter.indexOf('=');
        String name = equals < 0 ? parameter : parameter.substring(0, equals);
        String value = equals < 0 ? "" : parameter.substring(equals + 1);
        query.put(URLDecoder.decode(name, UTF_8), URLDecoder.decode(value, UTF_8));
      }
    }
    return Map.copyOf(query);
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return Optional.empty();
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("A line of the request is longer than " + LONGEST_LINE + " bytes.");
      }
      line.write(next);
    }
    String text = line.toString(ISO_8859_1);
    return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
  }
}
