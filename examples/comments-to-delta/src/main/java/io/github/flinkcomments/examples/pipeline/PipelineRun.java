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
import io.github.flinkcomments.examples.checkpoint.SnapshotCleanUp;
import io.github.flinkcomments.examples.job.ApiCheck;
import io.github.flinkcomments.examples.job.Ending;
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.script.ScriptException;
import io.github.flinkcomments.examples.script.ScriptReader;
import io.github.flinkcomments.examples.script.ScriptSettings;
import io.github.flinkcomments.examples.script.ScriptStatement;
import io.github.flinkcomments.examples.script.Variables;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.core.execution.JobClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a pipeline in a cluster of this process: decides where to start, plans the script's
 * job while the cluster starts, follows it, and shows the tables at the end.
 */
public final class PipelineRun {

  private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);

  /** One to go on from, and two in case somebody has to look back. */
  private static final int KEPT_SNAPSHOTS = 3;

  private final PipelineScript script;
  private final RunSettings options;
  private final PrintStream out;
  private final PipelinePlanner planner;

  /**
   * @param out where people read what happens
   */
  public PipelineRun(PipelineScript script, RunSettings options, PrintStream out) {
    this(script, options, out, System.getProperty("java.class.path"));
  }

  PipelineRun(PipelineScript script, RunSettings options, PrintStream out, String classPath) {
    this.script = script;
    this.options = options;
    this.out = out;
    this.planner = new PipelinePlanner(script, options, classPath);
  }

  /**
   * Runs the pipeline until it has caught up, if that was asked for, or is told to stop.
   *
   * @param stopRequested stops the job with a savepoint when it completes
   * @throws ScriptException if the script cannot be run as it is
   * @throws PipelineRunningException if another run of the pipeline is under way
   * @throws JobFailedException if the job cannot start or fails
   */
  public Ending run(CompletableFuture<?> stopRequested)
      throws ScriptException,
          PipelineRunningException,
          JobFailedException,
          IOException,
          InterruptedException {
    Variables variables = new Variables(options.variables(), System.getenv());
    List<ScriptStatement> statements = ScriptReader.read(script.name(), script.text(), variables);
    variables
        .unused()
        .forEach(
            unused ->
                out.println(
                    "The variable ${%s} is given, but %s does not use it."
                        .formatted(unused, script.name())));
    ScriptSettings settings = ScriptSettings.of(statements);
    if (options.explain()) {
      return explain(statements, variables);
    }
    String name = settings.value("pipeline.name").orElse(script.pipelineName());
    PipelineDirectories directories =
        PipelineDirectories.of(
            script.directory().orElse(name),
            PipelineDirectories.checkpointDirectory(options, settings));
    if (!Files.exists(directories.lock())) {
      // No other run can be under way, and one that is refused leaves no directory.
      WebPorts.requireFree(options.webPorts());
    }
    new LocalDirectory("The checkpoint directory", directories.lock().getParent()).require();
    try (RunLock lock = RunLock.take(directories.lock())) {
      // A run that is still going on has the port, and is told as what it is.
      WebPorts.requireFree(options.webPorts());
      lock.crashed()
          .ifPresent(run -> out.println("An earlier run was cut off (" + run + "); going on."));
      return run(name, statements, variables, directories, stopRequested);
    }
  }

  private Ending explain(List<ScriptStatement> statements, Variables variables)
      throws ScriptException {
    out.println(planner.explain(statements, variables));
    return Ending.EXPLAINED;
  }

  private Ending run(
      String name,
      List<ScriptStatement> statements,
      Variables variables,
      PipelineDirectories directories,
      CompletableFuture<?> stopRequested)
      throws ScriptException, JobFailedException, IOException, InterruptedException {
    Path temporary = TemporaryDirectory.create();
    int slots = options.parallelism().orElse(PipelineConfiguration.DEFAULT_PARALLELISM);
    CompletableFuture<EmbeddedCluster> cluster =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return EmbeddedCluster.start(options.webPorts(), slots, temporary);
              } catch (Exception e) {
                throw new CompletionException(e);
              }
            });
    PlanCache plans = new PlanCache(directories.plan());
    PipelineJob job = planner.job(name, statements, variables, directories, plans, cluster);
    requireUsable(job);
    PipelineTables tables = job.tables();
    PipelineStart start = new PipelineStart(directories, options.begin(), out);
    if (options.fromScratch()) {
      start.clear(tables.sinks().values());
    }
    Optional<Snapshot> restored =
        job.isBatch() ? Optional.empty() : start.find(tables.unsharedSinks());
    CompletableFuture<Void> check = CompletableFuture.runAsync(() -> checkApis(tables.urls()));
    JobClient submitted;
    try {
      submitted = job.submit(restored);
    } catch (ScriptException | JobFailedException e) {
      plans.forget();
      throw e;
    }
    EmbeddedCluster running = cluster.join();
    script.sources().forEach(out::println);
    out.println("Flink web UI   " + running.webInterface());
    tables.sinks().forEach((table, path) -> out.println("Delta table    " + path));
    Ending ending;
    try {
      ending =
          new PipelineWatcher(
                  running,
                  submitted,
                  directories.snapshotPath().toString(),
                  options.untilCaughtUp() && !job.isBatch(),
                  out)
              .watch(stopRequested);
    } catch (JobFailedException e) {
      plans.forget();
      throw RestoreRefusal.explain(e, restored, script.name());
    }
    check.cancel(true);
    Optional<String> stoppedElsewhere =
        ending == Ending.ENDED_ELSEWHERE
            ? running.savepointOfStop(submitted.getJobID())
            : Optional.empty();
    // Threads of a cluster that still wait for the network make the process take longer to exit
    // than the cluster takes to end while the tables are looked at.
    CompletableFuture<Void> ended = running.end();
    boolean finished = ending == Ending.ENDED_ELSEWHERE && stoppedElsewhere.isEmpty();
    out.println(
        switch (ending) {
          case CAUGHT_UP -> "Caught up, and stopped with a savepoint.";
          case STOPPED -> "Stopped with a savepoint.";
          case ENDED_ELSEWHERE ->
              stoppedElsewhere
                  .map(savepoint -> stoppedElsewhere(savepoint, directories))
                  .orElse("Finished.");
          case EXPLAINED -> "";
        });
    report(finished, job, directories);
    ended.join();
    return finished ? Ending.CAUGHT_UP : ending;
  }

  /** Whoever stops a job through Flink chooses where its savepoint goes. */
  private static String stoppedElsewhere(String savepoint, PipelineDirectories directories) {
    String stopped = "The job was stopped through Flink, with the savepoint " + savepoint + ".";
    boolean isFound =
        PipelineDirectories.localPath(savepoint)
            .filter(path -> path.startsWith(directories.snapshots()))
            .isPresent();
    return isFound
        ? stopped
        : stopped
            + " A run looks for savepoints in "
            + directories.snapshots()
            + " alone: move it there before the next one.";
  }

  /** Tells before anything is moved or submitted what would stop the job later. */
  private void requireUsable(PipelineJob job) throws JobFailedException {
    if (options.untilCaughtUp() && !job.isBatch() && job.tables().onlyOtherSources()) {
      throw new JobFailedException(
          "No table of %s has 'connector' = 'rest' or 'comments', and no other source tells when it has caught up; leave out --until-caught-up."
              .formatted(script.name()));
    }
    for (String location : job.tables().sinks().values()) {
      Optional<Path> table = PipelineDirectories.localPath(location);
      if (table.isPresent()) {
        new LocalDirectory("The table path", table.get()).requirePossible();
      }
    }
  }

  private void checkApis(List<String> urls) {
    urls.forEach(url -> ApiCheck.warning(url).ifPresent(out::println));
  }

  private void report(boolean finished, PipelineJob job, PipelineDirectories directories) {
    if (!job.isBatch()) {
      try {
        new SnapshotCleanUp(directories.snapshotPath(), KEPT_SNAPSHOTS).run();
      } catch (IOException e) {
        LOG.warn("Old snapshots in {} could not be deleted.", directories.snapshots(), e);
      }
    }
    for (Map.Entry<String, String> sink : job.tables().sinks().entrySet()) {
      Optional<Path> table = PipelineDirectories.localPath(sink.getValue());
      if (table.isPresent()) {
        new TableReport(out).show(sink.getKey(), table.get());
      }
    }
    if (!job.isBatch() && !finished) {
      out.printf(
          "%nRun the same command again and it goes on from here, reading only what is new.%n"
              + "With --from-scratch it reads everything again, into a new table.%n");
    }
  }
}
