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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a cluster until it is ended. */
@Command(
    name = "start.sh",
    description = {
      "Starts a Flink cluster of several processes on this machine, with the connectors in lib/, and"
          + " runs it until Ctrl-C.",
      "It is built from Flink's artifacts, or is the distribution in the directory that FLINK_HOME"
          + " names. flink.sh and sql-client.sh work with it."
    },
    sortOptions = false)
public final class StartCluster implements Callable<Integer> {

  /** Where people look first for the web UI, and where else if something is there already. */
  private static final String WEB_PORTS = "8081-8181";

  @Option(
      names = "--task-managers",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many TaskManagers, which run the jobs (default: ${DEFAULT-VALUE}).")
  private int taskManagers;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "2",
      description = "How many slots each TaskManager has (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(
      names = "--job-managers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "How many JobManagers. One leads, the others wait for its end (default:"
              + " ${DEFAULT-VALUE}).")
  private int jobManagers;

  @Option(
      names = "-D",
      paramLabel = "KEY=VALUE",
      description = "An option of Flink's. May be given several times.")
  private Map<String, String> options = Map.of();

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  private StartCluster() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StartCluster()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory =
        Files.createDirectories(Path.of(System.getProperty("examples.data", "data"), "cluster"))
            .toAbsolutePath();
    try (FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      if (lock.tryLock() == null) {
        System.err.println("There is a cluster already, in " + directory + ".");
        return CommandLine.ExitCode.SOFTWARE;
      }
      run(directory);
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(Path directory) throws IOException, InterruptedException {
    FlinkCluster.Builder builder =
        FlinkCluster.builder(directory)
            .jobManagers(jobManagers)
            .taskManagers(taskManagers)
            .slots(slots)
            .webPorts(WEB_PORTS);
    options.forEach(builder::option);
    try (FlinkCluster cluster = builder.start()) {
      ClientArguments.write(cluster.launch());
      System.out.printf(
          """
          Flink web UI   %s
          Slots          %d in %d TaskManagers
          Logs           %s

          Submit a job:  examples/cluster/flink.sh run -d JOB.jar …
          SQL:           examples/cluster/sql-client.sh
          Ctrl-C ends the cluster. Jobs that run then go on when it is started again.
          """,
          cluster.rest().address(),
          cluster.rest().slots().total(),
          taskManagers,
          directory.resolve("log"));
      new CountDownLatch(1).await(); // The process ends by a signal.
    }
  }
}
