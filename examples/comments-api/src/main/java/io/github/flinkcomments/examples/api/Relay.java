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
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Stands between clients and a server and carries their bytes, whatever they mean. So it knows
 * which connections are open, and can cut one.
 */
final class Relay implements AutoCloseable {

  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final Executor threads;
  private final Map<Integer, RelayedConnection> connections = new ConcurrentHashMap<>();

  Relay(ServerSocket listener, InetSocketAddress server, Executor threads) {
    this.listener = listener;
    this.server = server;
    this.threads = threads;
  }

  void start() {
    threads.execute(this::accept);
  }

  /** Where clients connect. */
  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.size();
  }

  /** The connection that the server sees come from a port; empty if it has ended. */
  Optional<RelayedConnection> connectionFrom(int port) {
    return Optional.ofNullable(connections.get(port));
  }

  /**
   * Ends all connections and accepts no more. One that is just being accepted ends with the server.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    for (RelayedConnection connection : connections.values()) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        relay(new RelayedConnection(listener.accept()));
      }
    } catch (IOException closed) {
      // The only way to end the waiting is to close the socket.
    }
  }

  private void relay(RelayedConnection connection) throws IOException {
    try {
      // Known before its first byte is carried, so that whoever handles its requests finds it.
      connections.put(connection.connect(server), connection);
      threads.execute(connection::carryAnswers);
      threads.execute(
          () -> {
            connection.carryRequests();
            connections.values().remove(connection);
          });
    } catch (IOException | RejectedExecutionException serverClosed) {
      connection.close();
    }
  }
}
