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
package io.github.flinkcomments.connector.delta.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server, and may keep an answer for itself: the server has done what
 * it was asked for, and the client finds its connection closed.
 */
final class Relay implements AutoCloseable {

  private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int serverPort;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger toDrop = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private Relay(int serverPort) throws IOException {
    this.serverPort = serverPort;
  }

  static Relay to(int serverPort) throws IOException {
    Relay relay = new Relay(serverPort);
    relay.threads.execute(relay::accept);
    return relay;
  }

  int port() {
    return entrance.getLocalPort();
  }

  /** From now on, the answers to so many requests with {@code If-None-Match}. */
  void dropAnswersToConditionalPuts(int count) {
    toDrop.set(count);
  }

  int dropped() {
    return dropped.get();
  }

  /** The first lines of the requests that have passed, decoded. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        AtomicBoolean isConditional = new AtomicBoolean();
        threads.execute(() -> passRequests(client, server, isConditional));
        threads.execute(() -> passAnswers(server, client, isConditional));
      } catch (IOException e) {
        // Closed, or the client was faster to leave.
      }
    }
  }

  private void passRequests(Socket client, Socket server, AtomicBoolean isConditional) {
    byte[] buffer = new byte[64 * 1024];
    try (client;
        server) {
      InputStream input = client.getInputStream();
      OutputStream output = server.getOutputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        String text = new String(buffer, 0, count, ISO_8859_1);
        text.lines()
            .filter(line -> line.endsWith(" HTTP/1.1"))
            .forEach(line -> requests.add(URLDecoder.decode(line, UTF_8)));
        if (text.toLowerCase(Locale.ROOT).contains("if-none-match: *")) {
          isConditional.set(true);
        }
        output.write(buffer, 0, count);
        output.flush();
      }
    } catch (IOException e) {
      // One of the two has closed the connection.
    }
  }

  private void passAnswers(Socket server, Socket client, AtomicBoolean isConditional) {
    byte[] buffer = new byte[64 * 1024];
    try (client;
        server) {
      InputStream input = server.getInputStream();
      OutputStream output = client.getOutputStream();
      for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
        if (isConditional.getAndSet(false) && isToBeDropped()) {
          dropped.incrementAndGet();
          return;
        }
        output.write(buffer, 0, count);
        output.flush();
      }
    } catch (IOException e) {
      // One of the two has closed the connection.
    }
  }

  private boolean isToBeDropped() {
    return toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
    threads.shutdownNow();
  }
}
