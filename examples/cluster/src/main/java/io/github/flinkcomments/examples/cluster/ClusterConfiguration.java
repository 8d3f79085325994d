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

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * The options of a cluster on one machine, in which every port is free and found out by the others.
 */
final class ClusterConfiguration {

  /** For JobManagers alone: the SQL client would take it for its own, and not find itself. */
  static final String WEB_PORTS = "rest.bind-port";

  static final String JOB_MANAGER_ID = "jobmanager.resource-id";
  static final String TASK_MANAGER_ID = "taskmanager.resource-id";

  private static final String LOOPBACK = "127.0.0.1";

  private ClusterConfiguration() {}

  /**
   * @param coordination where ZooKeeper listens
   * @param slots of each TaskManager
   */
  static Map<String, String> of(
      ClusterDirectory directory, InetSocketAddress coordination, int slots) {
    Map<String, String> options = new HashMap<>();
    addresses(options);
    memory(options);
    highAvailability(options, directory, coordination);
    checkpoints(options, directory);
    options.put("taskmanager.numberOfTaskSlots", Integer.toString(slots));
    options.put("io.tmp.dirs", directory.root().resolve("tmp").toString());
    return options;
  }

  private static void addresses(Map<String, String> options) {
    options.put("jobmanager.rpc.address", LOOPBACK);
    options.put("jobmanager.bind-host", LOOPBACK);
    options.put("taskmanager.host", LOOPBACK);
    options.put("taskmanager.bind-host", LOOPBACK);
    options.put("rest.address", LOOPBACK);
    options.put("rest.bind-address", LOOPBACK);
  }

  /** Flink's scripts would compute this and hand it to the JVM; see {@link FlinkProgram}. */
  private static void memory(Map<String, String> options) {
    options.put("taskmanager.cpu.cores", "1.0");
    options.put("taskmanager.memory.framework.heap.size", "128m");
    options.put("taskmanager.memory.task.heap.size", "256m");
    options.put("taskmanager.memory.framework.off-heap.size", "128m");
    options.put("taskmanager.memory.task.off-heap.size", "64m");
    options.put("taskmanager.memory.network.min", "64m");
    options.put("taskmanager.memory.network.max", "64m");
    options.put("taskmanager.memory.managed.size", "64m");
    options.put("taskmanager.memory.jvm-metaspace.size", "256m");
    options.put("taskmanager.memory.jvm-overhead.min", "128m");
    options.put("taskmanager.memory.jvm-overhead.max", "128m");
    options.put("jobmanager.memory.heap.size", "512m");
    options.put("jobmanager.memory.jvm-metaspace.size", "256m");
  }

  /** Deaths are noticed within seconds; pauses of a busy machine are sat out. */
  private static void highAvailability(
      Map<String, String> options, ClusterDirectory directory, InetSocketAddress coordination) {
    options.put("high-availability.type", "zookeeper");
    options.put("high-availability.zookeeper.quorum", LOOPBACK + ":" + coordination.getPort());
    options.put("high-availability.zookeeper.client.session-timeout", "10 s");
    options.put("zookeeper.sasl.disable", "true");
    options.put("high-availability.storageDir", location(directory, "high-availability"));
    options.put("heartbeat.interval", "2 s");
    options.put("heartbeat.timeout", "30 s");
  }

  private static void checkpoints(Map<String, String> options, ClusterDirectory directory) {
    options.put("execution.checkpointing.storage", "filesystem");
    options.put("execution.checkpointing.dir", location(directory, "checkpoints"));
    options.put("execution.checkpointing.savepoint-dir", location(directory, "savepoints"));
    options.put("execution.checkpointing.interval", "10 s");
    options.put(
        "execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
    options.put("execution.checkpointing.num-retained", "2");
    // Flink's own choice where there are checkpoints, but not up to a minute between two attempts.
    options.put("restart-strategy.type", "exponential-delay");
    options.put("restart-strategy.exponential-delay.max-backoff", "5 s");
  }

  private static String location(ClusterDirectory directory, String name) {
    return "file://" + directory.root().resolve(name);
  }
}
