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
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;

/**
 * A client's connection to the relay and the relay's connection to the server: as soon as one side
 * ends, so does the other.
 */
final class RelayedConnection implements AutoCloseable {

  private final Socket client;
  private final Socket server = new Socket();
  private final CountDownLatch ended = new CountDownLatch(1);

  RelayedConnection(Socket client) {
    this.client = client;
  }

  /** Connects to the server and returns the port from which it sees this connection come. */
  int connect(InetSocketAddress address) throws IOException {
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    server.connect(address);
    return server.getLocalPort();
  }

  /** Returns when the connection has ended. */
  void carryRequests() {
    carry(client, server);
  }

  /** Returns when the connection has ended. */
  void carryAnswers() {
    carry(server, client);
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Ends the connection with RST instead of FIN. */
  void reset() throws IOException {
    // Without lingering, closing a socket sends that.
    client.setSoLinger(true, 0);
    close();
  }

  @Override
  public void close() throws IOException {
    try (client) {
      server.close();
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException gone) {
      // One side left, or the connection was cut: there is nobody to tell.
    } finally {
      ended.countDown();
    }
  }
}
