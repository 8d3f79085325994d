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

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hands requests on to another server, and its answers back. Unlike with the JDK's client, the
 * server sees the {@code Host} that the client has sent: URLs in its answers lead through here.
 */
final class Forwarding {

  private static final int HEXADECIMAL = 16;

  /** What concerns a connection, of which there are two. */
  private static final Set<String> NOT_FORWARDED =
      Set.of("connection", "keep-alive", "transfer-encoding", "content-length", "date");

  private final URI server;

  Forwarding(URI server) {
    this.server = server;
  }

  Reply answer(HttpRequest request) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head(request).getBytes(ISO_8859_1));
      out.write(request.body());
      out.flush();
      return reply(new BufferedInputStream(socket.getInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hand a request on to " + server, e);
    }
  }

  private static String head(HttpRequest request) {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\r\n");
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!NOT_FORWARDED.contains(name)) {
                head.append(name).append(": ").append(value).append("\r\n");
              }
            });
    if (request.body().length > 0) {
      head.append("Content-Length: ").append(request.body().length).append("\r\n");
    }
    return head.append("Connection: close\r\n\r\n").toString();
  }

  private static Reply reply(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).split(" ", 3)[1]);
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      String[] parts = header.split(":", 2);
      headers.merge(parts[0], parts[1].strip(), (one, other) -> one + ", " + other);
    }
    byte[] body = body(in, headers);
    headers.keySet().removeIf(name -> NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT)));
    return new Reply(status, headers, body, Reply.Delivery.WHOLE);
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("Transfer-Encoding", "").equalsIgnoreCase("chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      int length;
      do {
        length = Integer.parseInt(line(in), HEXADECIMAL);
        body.write(in.readNBytes(length));
        line(in);
      } while (length > 0);
      return body.toByteArray();
    }
    // Without a length, it is as long as the connection lasts.
    return in.readNBytes(
        Integer.parseInt(
            headers.getOrDefault("Content-Length", Integer.toString(Integer.MAX_VALUE))));
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int read = in.read(); read != '\n'; read = in.read()) {
      if (read < 0) {
        throw new EOFException("The server has ended its answer in the middle of a line.");
      }
      line.append((char) read);
    }
    return line.toString().stripTrailing();
  }
}
