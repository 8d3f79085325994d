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
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;
import java.util.function.Function;

/**
 * One client's connection: its requests are answered one after the other, on one thread, until
 * either side ends it.
 */
final class HttpConnection implements Runnable, AutoCloseable {

  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket socket;
  private final Function<HttpRequest, Reply> handler;

  HttpConnection(Socket socket, Function<HttpRequest, Reply> handler) {
    this.socket = socket;
    this.handler = handler;
  }

  @Override
  public void run() {
    try (socket;
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES)) {
      socket.setTcpNoDelay(true);
      boolean open = true;
      while (open) {
        Optional<HttpRequest> request = HttpRequest.read(in);
        open = request.isPresent() && send(handler.apply(request.get()), in, out);
        open = open && request.get().keepsConnection();
      }
    } catch (IOException gone) {
      // The client left, or the server was closed: there is nobody to tell.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** Sends a reply and says whether the connection can go on after it. */
  private boolean send(Reply reply, InputStream in, OutputStream out) throws IOException {
    switch (reply.delivery()) {
      case WHOLE -> {
        out.write(head(reply));
        out.write(reply.body());
        out.flush();
        return true;
      }
      case HEADERS_ONLY -> {
        out.write(head(reply));
        out.flush();
        return true;
      }
      case TRUNCATED -> {
        out.write(head(reply));
        out.write(reply.body(), 0, reply.body().length / 2);
        out.flush();
        return false;
      }
      case STALLED -> {
        out.write(head(reply));
        out.flush();
        awaitEnd(in);
        return false;
      }
      case RESET -> {
        // Without lingering, closing a socket sends RST instead of FIN.
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
      }
    }
    throw new AssertionError(reply.delivery());
  }

  private static byte[] head(Reply reply) {
    StringBuilder head = new StringBuilder(256);
    head.append("HTTP/1.1 ").append(reply.status()).append(" -\r\n");
    reply
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(reply.body().length).append("\r\n\r\n");
    return head.toString().getBytes(ISO_8859_1);
  }

  /** Returns when the client ends the connection, or the server is closed under it. */
  private static void awaitEnd(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
