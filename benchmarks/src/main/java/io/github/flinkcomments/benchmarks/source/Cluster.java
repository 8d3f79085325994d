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
package io.github.flinkcomments.benchmarks.source;

import java.net.URI;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster with one slot inside this process, for one job after the other. A cluster for
 * each job would load the classes of its RPC system anew each time, and compile them while rows are
 * counted.
 */
final class Cluster implements AutoCloseable {

  private final MiniCluster cluster;
  private final URI address;

  private Cluster(MiniCluster cluster, URI address) {
    this.cluster = cluster;
    this.address = address;
  }

  static Cluster start() throws Exception {
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(new Configuration().set(RestOptions.PORT, 0))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(1)
                .build());
    cluster.start();
    return new Cluster(cluster, cluster.getRestAddress().get());
  }

  /** For a job of parallelism 1. */
  StreamExecutionEnvironment environment() {
    return StreamExecutionEnvironment.createRemoteEnvironment(address.getHost(), address.getPort())
        .setParallelism(1);
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
