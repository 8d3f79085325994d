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

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Function;

/** Has requests answered, and delivers each reply the way it is to reach the client. */
final class ReplyHandler implements HttpHandler {

  /** In place of a length; zero would stand for one that is not known beforehand. */
  private static final long NO_BODY = -1;

  private final Function<HttpRequest, Reply> answers;
  private final Relay relay;

  ReplyHandler(Function<HttpRequest, Reply> answers, Relay relay) {
    this.answers = answers;
    this.relay = relay;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Optional<RelayedConnection> connection =
        relay.connectionFrom(exchange.getRemoteAddress().getPort());
    try {
      Reply reply = answers.apply(HttpRequest.of(exchange));
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      deliver(reply, exchange, connection);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      // Ends the connection if less was sent than promised.
      exchange.close();
    }
  }

  private static void deliver(
      Reply reply, HttpExchange exchange, Optional<RelayedConnection> connection)
      throws IOException, InterruptedException {
    int length = reply.body().length;
    switch (reply.delivery()) {
      case WHOLE -> send(reply, length, exchange);
      case HEADERS_ONLY -> {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(length));
        exchange.sendResponseHeaders(reply.status(), NO_BODY);
      }
      case TRUNCATED -> send(reply, length / 2, exchange);
      case STALLED -> {
        send(reply, 0, exchange);
        if (connection.isPresent()) {
          connection.get().awaitEnd();
        }
      }
      case RESET -> {
        if (connection.isPresent()) {
          connection.get().reset();
        }
      }
    }
  }

  /** Sends the headers, and so many bytes of the body. */
  private static void send(Reply reply, int bytes, HttpExchange exchange) throws IOException {
    if (!reply.hasBody()) {
      exchange.sendResponseHeaders(reply.status(), NO_BODY);
      return;
    }
    exchange.sendResponseHeaders(reply.status(), reply.body().length);
    OutputStream body = exchange.getResponseBody();
    body.write(reply.body(), 0, bytes);
    body.flush();
  }
}
