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
package io.github.flinkcomments.examples.quickstart;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this process, with Flink's web UI. Jobs are submitted to it through its
 * REST interface, as to any other cluster.
 */
final class EmbeddedCluster implements AutoCloseable {

  private final MiniCluster cluster;
  private final URI webInterface;

  private EmbeddedCluster(MiniCluster cluster, URI webInterface) {
    this.cluster = cluster;
    this.webInterface = webInterface;
  }

  /**
   * Starts a cluster.
   *
   * @param webPorts a port, or a range of which the first free one is taken
   */
  static EmbeddedCluster start(String webPorts, int slots) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, webPorts);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return new EmbeddedCluster(cluster, cluster.getRestAddress().get());
  }

  URI webInterface() {
    return webInterface;
  }

  StreamExecutionEnvironment environment(Configuration job) {
    return StreamExecutionEnvironment.createRemoteEnvironment(
        webInterface.getHost(), webInterface.getPort(), job);
  }

  @Override
  public void close() {
    cluster.closeAsync().join();
  }
}
