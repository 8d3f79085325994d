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
package io.github.flinkcomments.connector.rest.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a raw socket that does, request for request, what a test tells it: also what no HTTP
 * server would do. When the script ends, its last step is repeated.
 */
final class ScriptedServer implements AutoCloseable {

  static final String THREAD_NAME = "scripted-server";

  /** What to do with one request. */
  @FunctionalInterface
  interface Step {
    /**
     * Writes a response.
     *
     * @return whether to wait for another request on this connection
     */
    boolean answer(Exchange exchange) throws IOException, InterruptedException;
  }

  /** One request, and the connection to answer it on. */
  record Exchange(
      String requestLine,
      List<String> headers,
      String body,
      Socket socket,
      CountDownLatch closing) {

    void write(String text) throws IOException {
      write(text.getBytes(UTF_8));
    }

    void write(byte[] bytes) throws IOException {
      OutputStream out = socket.getOutputStream();
      out.write(bytes);
      out.flush();
    }

    /** Returns whether the client has closed the connection, which is found out by reading. */
    boolean isDisconnected() {
      try {
        socket.setSoTimeout(1);
        return socket.getInputStream().read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    }

    /** Says nothing more until the test is over. */
    void stall() throws InterruptedException {
      closing.await();
    }
  }

  private final ServerSocket serverSocket;
  private final List<Step> script = new CopyOnWriteArrayList<>();
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Exchange> arrivals = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger endedConnections = new AtomicInteger();
  private final CountDownLatch closing = new CountDownLatch(1);

  ScriptedServer(Step... steps) throws IOException {
    script.addAll(List.of(steps));
    serverSocket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** Answers with a whole response. */
  static Step respond(int status, String headers, String body) {
    return respond(status, headers, body.getBytes(UTF_8));
  }

  /** Answers with a whole response. */
  static Step respond(int status, String headers, byte[] body) {
    return exchange -> {
      exchange.write(
          "HTTP/1.1 %d Status\r\n%sContent-Length: %d\r\n\r\n"
              .formatted(status, headers, body.length));
      exchange.write(body);
      return true;
    };
  }

  /** Answers with JSON. */
  static Step json(String body) {
    return respond(200, "Content-Type: application/json\r\n", body);
  }

  URI uri(String pathAndQuery) {
    return URI.create(
        "http://%s:%d%s"
            .formatted(
                serverSocket.getInetAddress().getHostAddress(),
                serverSocket.getLocalPort(),
                pathAndQuery));
  }

  Origin origin() {
    return Origin.of(uri("/"));
  }

  /** Returns the requests so far. */
  List<Exchange> requests() {
    return List.copyOf(exchanges);
  }

  /** Waits for the next request which was not waited for yet. */
  Exchange awaitRequest() throws InterruptedException {
    Exchange exchange = arrivals.poll(30, TimeUnit.SECONDS);
    if (exchange == null) {
      throw new AssertionError("No request arrived within 30 s.");
    }
    return exchange;
  }

  int connections() {
    return sockets.size();
  }

  /** Returns how many connections have seen their end. */
  int endedConnections() {
    return endedConnections.get();
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    serverSocket.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    for (Thread thread : threads) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = serverSocket.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed by the test.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      boolean goOn = true;
      while (goOn) {
        Exchange exchange = readRequest(reader, socket);
        if (exchange == null) {
          return;
        }
        goOn = nextStep(exchange).answer(exchange);
      }
    } catch (IOException e) {
      // The client went away, which is its right.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      endedConnections.incrementAndGet();
    }
  }

  private synchronized Step nextStep(Exchange exchange) {
    Step step = script.get(Math.min(exchanges.size(), script.size() - 1));
    exchanges.add(exchange);
    arrivals.add(exchange);
    return step;
  }

  private Exchange readRequest(BufferedReader reader, Socket socket) throws IOException {
    String requestLine = reader.readLine();
    if (requestLine == null) {
      return null;
    }
    List<String> headers = new ArrayList<>();
    for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
      headers.add(line);
    }
    return new Exchange(requestLine, headers, readBody(headers, reader), socket, closing);
  }

  /** The reader gives one character for each byte. */
  private static String readBody(List<String> headers, BufferedReader reader) throws IOException {
    String length = "content-length:";
    int bytes =
        headers.stream()
            .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(length))
            .mapToInt(header -> Integer.parseInt(header.substring(length.length()).strip()))
            .findAny()
            .orElse(0);
    char[] body = new char[bytes];
    for (int read = 0; read < bytes; ) {
      read += reader.read(body, read, bytes - read);
    }
    return new String(new String(body).getBytes(ISO_8859_1), UTF_8);
  }

  private void start(Runnable task) {
    Thread thread = new Thread(task, THREAD_NAME);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }
}
