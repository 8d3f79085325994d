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
package io.github.flinkcomments.examples.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException.NoNodeException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.server.ZooKeeperServer;

/**
 * ZooKeeper, by which the processes of a cluster find each other, and by which a new leader is
 * found when a JobManager has died. It runs in this process, and comes with Flink.
 */
final class Coordination implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(500);
  private static final int ANY_NUMBER_OF_CONNECTIONS = 0;

  /** Where the leading JobManager says where its REST interface is. */
  private static final String REST_LEADER = "/flink/default/leader/rest_server/connection_info";

  private final ZooKeeperServer server;
  private final ServerCnxnFactory endpoint;

  private Coordination(ZooKeeperServer server, ServerCnxnFactory endpoint) {
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Starts it on a free port. */
  static Coordination start(Path directory) throws IOException, InterruptedException {
    ZooKeeperServer server =
        new ZooKeeperServer(directory.toFile(), directory.toFile(), (int) TICK.toMillis());
    ServerCnxnFactory endpoint =
        ServerCnxnFactory.createFactory(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), ANY_NUMBER_OF_CONNECTIONS);
    endpoint.startup(server);
    return new Coordination(server, endpoint);
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.getLocalPort());
  }

  /** Where the leading JobManager answers; empty as long as there is none. */
  Optional<URI> leader() throws IOException {
    byte[] information;
    try {
      information = server.getZKDatabase().getData(REST_LEADER, new Stat(), null);
    } catch (NoNodeException e) {
      return Optional.empty();
    }
    if (information == null || information.length == 0) {
      return Optional.empty();
    }
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(information))) {
      return Optional.of(URI.create(in.readUTF()));
    }
  }

  @Override
  public void close() {
    endpoint.shutdown();
    server.shutdown(true);
  }
}
