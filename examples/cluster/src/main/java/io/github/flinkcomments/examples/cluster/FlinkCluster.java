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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Flink cluster on this machine, of processes of their own, with our connectors in {@code lib/}.
 * Several JobManagers make it highly available: one leads, the others wait.
 *
 * <p>No port is fixed. The processes find each other through ZooKeeper, which runs in this process.
 *
 * <p>It is the Flink that this module's build has put together, or the distribution in the
 * directory that {@code FLINK_HOME} names. All its processes end with this one, however that ends.
 */
public final class FlinkCluster implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private final ClusterDirectory directory;
  private final Launch launch;
  private final Coordination coordination;
  private final FlinkClients clients;
  private final FlinkRest rest;
  private final String webPorts;
  private final List<FlinkProcess> jobManagers = new ArrayList<>();
  private final List<FlinkProcess> taskManagers = new ArrayList<>();

  private FlinkCluster(Builder builder) throws IOException, InterruptedException {
    this.directory = new ClusterDirectory(builder.directory);
    this.launch = new Launch(FlinkDistribution.current(), directory);
    this.coordination = Coordination.start(directory.coordination());
    this.clients = new FlinkClients(launch);
    this.rest = new FlinkRest(coordination::leader);
    this.webPorts = builder.webPorts;
    Map<String, String> options =
        ClusterConfiguration.of(directory, coordination.address(), builder.slots);
    options.putAll(builder.options);
    directory.write(options);
  }

  /**
   * Describes a cluster.
   *
   * @param directory for its files
   */
  public static Builder builder(Path directory) {
    return new Builder(directory);
  }

  /** What the cluster tells about itself. */
  public FlinkRest rest() {
    return rest;
  }

  public List<FlinkProcess> jobManagers() {
    return List.copyOf(jobManagers);
  }

  public List<FlinkProcess> taskManagers() {
    return List.copyOf(taskManagers);
  }

  /** Waits for a leading JobManager that answers. */
  public FlinkProcess awaitLeader() throws InterruptedException {
    return Await.present(
        "a leading JobManager",
        START_LIMIT,
        () -> {
          String id = rest.configuration().get(ClusterConfiguration.JOB_MANAGER_ID);
          return jobManagers.stream()
              .filter(manager -> manager.name().equals(id) && manager.isAlive())
              .findFirst();
        });
  }

  /** Waits until so many slots are free. */
  public void awaitFreeSlots(int slots) throws InterruptedException {
    Await.that(slots + " free slots", START_LIMIT, () -> rest.slots().free() >= slots);
  }

  /** Adds a TaskManager, and does not wait for it. */
  public FlinkProcess startTaskManager() throws IOException {
    return start(taskManagers, FlinkProgram.TASK_MANAGER, ClusterConfiguration.TASK_MANAGER_ID);
  }

  /**
   * Runs {@code flink} with these arguments to its end, and returns what it printed.
   *
   * @throws ProgramFailedException if it does not succeed
   */
  public String flink(String... arguments) throws IOException, InterruptedException {
    return clients.run(FlinkProgram.COMMAND_LINE, List.of(arguments));
  }

  /**
   * Runs the SQL client on a script to its end, and returns what it printed.
   *
   * @throws ProgramFailedException if it does not succeed
   */
  public String sqlClient(Path script) throws IOException, InterruptedException {
    return clients.run(FlinkProgram.SQL_CLIENT, List.of("-f", script.toString()));
  }

  /**
   * Types the lines of a file into the SQL client, and returns what it shows. Other than with a
   * script, it goes on after a statement that failed.
   *
   * @param configuration directory of the client's configuration
   * @throws ProgramFailedException if it does not end well
   */
  public String typeIntoSqlClient(Path lines, Path configuration)
      throws IOException, InterruptedException {
    Path history = directory.root().resolve("sql-history");
    return clients.type(
        lines, FlinkProgram.SQL_CLIENT, List.of("-hist", history.toString()), configuration);
  }

  /** Directory of the configuration that all its processes have. */
  public Path configuration() {
    return directory.configuration();
  }

  /** How to start programs for this cluster from elsewhere. */
  Launch launch() {
    return launch;
  }

  @Override
  public void close() {
    taskManagers.forEach(FlinkProcess::close);
    jobManagers.forEach(FlinkProcess::close);
    coordination.close();
  }

  /** Not in vain, where a process has ended already. */
  private void awaitStart(int slots) throws InterruptedException {
    Await.that(
        slots + " slots",
        START_LIMIT,
        () -> {
          Stream.concat(jobManagers.stream(), taskManagers.stream())
              .forEach(FlinkProcess::requireAlive);
          return rest.slots().free() >= slots;
        });
  }

  private FlinkProcess startJobManager() throws IOException {
    return start(
        jobManagers,
        FlinkProgram.JOB_MANAGER,
        ClusterConfiguration.JOB_MANAGER_ID,
        ClusterConfiguration.WEB_PORTS + "=" + webPorts);
  }

  private FlinkProcess start(
      List<FlinkProcess> processes, FlinkProgram program, String idOption, String... more)
      throws IOException {
    String name = program.title() + "-" + (processes.size() + 1);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--configDir", directory.configuration().toString()));
    arguments.addAll(List.of("-D", "%s=%s".formatted(idOption, name)));
    for (String option : more) {
      arguments.addAll(List.of("-D", option));
    }
    FlinkProcess process = launch.process(name, program, arguments);
    process.start();
    processes.add(process);
    return process;
  }

  /** Collects what a cluster consists of. */
  public static final class Builder {

    private final Path directory;
    private final Map<String, String> options = new HashMap<>();
    private int jobManagers = 1;
    private int taskManagers = 2;
    private int slots = 2;
    private String webPorts = "0";

    private Builder(Path directory) {
      this.directory = directory;
    }

    /** How many; one by default. */
    public Builder jobManagers(int count) {
      this.jobManagers = count;
      return this;
    }

    /** How many; two by default. */
    public Builder taskManagers(int count) {
      this.taskManagers = count;
      return this;
    }

    /** How many each TaskManager has; two by default. */
    public Builder slots(int count) {
      this.slots = count;
      return this;
    }

    /** The ports to try for web UI and REST, as in {@code 8081-8181}; any free one by default. */
    public Builder webPorts(String range) {
      this.webPorts = range;
      return this;
    }

    /** Sets an option of Flink's. */
    public Builder option(String key, String value) {
      options.put(key, value);
      return this;
    }

    /** Starts the cluster and waits until all its slots are there. */
    public FlinkCluster start() throws IOException, InterruptedException {
      FlinkCluster cluster = new FlinkCluster(this);
      Optional<FlinkCluster> incomplete = Optional.of(cluster);
      try {
        for (int i = 0; i < jobManagers; i++) {
          cluster.startJobManager();
        }
        for (int i = 0; i < taskManagers; i++) {
          cluster.startTaskManager();
        }
        cluster.awaitStart(taskManagers * slots);
        incomplete = Optional.empty();
        return cluster;
      } finally {
        incomplete.ifPresent(FlinkCluster::close);
      }
    }
  }
}
