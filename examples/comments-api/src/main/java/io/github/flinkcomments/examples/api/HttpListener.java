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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A small HTTP/1.1 server on plain sockets of the loopback interface, one thread a connection.
 *
 * <p>The JDK's {@code HttpServer} would do but for two things: it hides its sockets, so it cannot
 * reset a connection, and it sends headers and body apart, which costs 40 ms a request where the
 * client delays its acknowledgements.
 */
final class HttpListener implements AutoCloseable {

  private static final int BACKLOG = 128;
  private static final long CLOSE_SECONDS = 10;

  private final ServerSocket server;
  private final Function<HttpRequest, Reply> handler;
  private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "comments-api");
            thread.setDaemon(true);
            return thread;
          });

  private HttpListener(ServerSocket server, Function<HttpRequest, Reply> handler) {
    this.server = server;
    this.handler = handler;
  }

  /** Listens on a port, or on any free one if it is zero. */
  static HttpListener start(int port, Function<HttpRequest, Reply> handler) {
    try {
      ServerSocket server = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress());
      HttpListener listener = new HttpListener(server, handler);
      listener.threads.execute(listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port + " of the loopback.", e);
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.size();
  }

  @Override
  public void close() {
    try {
      server.close();
      // Also wakes what is delayed or held.
      threads.shutdownNow();
      for (HttpConnection connection : connections) {
        connection.close();
      }
      if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A connection did not end within the time to close.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the comments API.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        serve(server.accept());
      }
    } catch (IOException closed) {
      // The only way to end the waiting is to close the socket.
    }
  }

  private void serve(Socket socket) throws IOException {
    HttpConnection connection = new HttpConnection(socket, handler);
    connections.add(connection);
    try {
      threads.execute(
          () -> {
            connection.run();
            connections.remove(connection);
          });
    } catch (RejectedExecutionException closed) {
      connection.close();
    }
  }
}
