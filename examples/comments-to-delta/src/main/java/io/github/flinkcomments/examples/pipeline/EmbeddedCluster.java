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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.job.FailureCause;
import io.github.flinkcomments.examples.job.JobFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.NettyShuffleEnvironmentOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.checkpoint.CompletedCheckpointStats;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient;
import org.apache.flink.runtime.minicluster.MiniClusterJobClient.JobFinalizationBehavior;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.util.Reference;

/**
 * A Flink cluster inside this process, with Flink's web UI and a board that shows how far sources
 * are.
 */
final class EmbeddedCluster {

  /** Of so many slots or more, Flink's default is no more than what is taken here. */
  private static final int MANY_SLOTS = 16;

  /** Flink takes what it does for many, and touches it all at the start. */
  private static final MemorySize NETWORK_MEMORY_OF_SLOT = MemorySize.ofMebiBytes(4);

  /**
   * Least buffers of a shuffle in a batch job; by default 512, which small clusters do not have.
   */
  private static final int SHUFFLE_BUFFERS = 32;

  /** Its job is over by then, so nothing is lost where it is not waited for. */
  private static final Duration END_LIMIT = Duration.ofSeconds(2);

  private final MiniCluster cluster;
  private final SourceBoard board;
  private final URI webInterface;

  private EmbeddedCluster(MiniCluster cluster, SourceBoard board, URI webInterface) {
    this.cluster = cluster;
    this.board = board;
    this.webInterface = webInterface;
  }

  /**
   * Starts a cluster.
   *
   * @param webPorts a port, or a range of which the first free one is taken
   * @param temporary where it keeps what it forgets at its end
   */
  static EmbeddedCluster start(String webPorts, int slots, Path temporary) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_ADDRESS, "localhost");
    configuration.set(RestOptions.BIND_PORT, webPorts);
    configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
    // Hadoop's file systems are shared in the process, and keep the class loader of the first task
    // that asked for one. Its classes are the program's, and stay usable when the job is over.
    configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
    if (slots < MANY_SLOTS) {
      MemorySize network = NETWORK_MEMORY_OF_SLOT.multiply(slots);
      configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
      configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
    }
    configuration.set(
        NettyShuffleEnvironmentOptions.NETWORK_SORT_SHUFFLE_MIN_BUFFERS, SHUFFLE_BUFFERS);
    // Tokens stand for a login on other machines; asking for them makes Hadoop read all its files.
    configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
    // There is one job, and the slots that it asks for are there.
    configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
    SourceBoard board = SourceBoards.addTo(configuration);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build(),
            () -> rpcSystem(configuration));
    cluster.start();
    return new EmbeddedCluster(cluster, board, cluster.getRestAddress().get());
  }

  /** The one on the class path, if it was put there; else Flink unpacks it for each start. */
  private static Reference<RpcSystem> rpcSystem(Configuration configuration) {
    return Reference.owned(
        ServiceLoader.load(RpcSystem.class)
            .findFirst()
            .orElseGet(() -> RpcSystem.load(configuration)));
  }

  URI webInterface() {
    return webInterface;
  }

  SourceBoard board() {
    return board;
  }

  /** What people are told if it could not be started. */
  static JobFailedException notStarted(Throwable cause) {
    return new JobFailedException(
        "The embedded cluster could not be started: " + FailureCause.of(cause), cause);
  }

  /**
   * Submits a job, and returns once it is accepted.
   *
   * @param snapshot what the job goes on from
   */
  JobClient submit(JobGraph job, Optional<Snapshot> snapshot) throws Exception {
    if (snapshot.isPresent()) {
      Configuration settings = new Configuration(job.getJobConfiguration());
      PipelineConfiguration.restore(settings, snapshot.get());
      job.setSavepointRestoreSettings(SavepointRestoreSettings.fromConfiguration(settings));
    }
    JobID id = cluster.submitJob(job).get().getJobID();
    return new MiniClusterJobClient(
        id, cluster, getClass().getClassLoader(), JobFinalizationBehavior.NOTHING);
  }

  /** What Flink remembers of a job, its failures included; empty while it cannot be asked. */
  Optional<ExecutionGraphInfo> look(JobID job) {
    CompletableFuture<ExecutionGraphInfo> info = cluster.getExecutionGraphInfo(job);
    try {
      return Optional.of(info.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (java.util.concurrent.ExecutionException e) {
      return Optional.empty();
    }
  }

  /** The savepoint that a job was stopped with; empty if it has come to its end by itself. */
  Optional<String> savepointOfStop(JobID job) {
    return look(job)
        .map(info -> info.getArchivedExecutionGraph().getCheckpointStatsSnapshot())
        .map(statistics -> statistics.getHistory().getLatestSavepoint())
        .filter(savepoint -> savepoint.getProperties().isSynchronous())
        .map(CompletedCheckpointStats::getExternalPath);
  }

  /** The sources of its jobs that tell how far they are. */
  List<SourceProgress> sources() {
    return board.sources();
  }

  /**
   * Ends it without waiting.
   *
   * @return completes when it has ended, or has taken too long; never exceptionally
   */
  CompletableFuture<Void> end() {
    return cluster
        .closeAsync()
        .<Void>handle((ended, failure) -> null)
        .completeOnTimeout(null, END_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
