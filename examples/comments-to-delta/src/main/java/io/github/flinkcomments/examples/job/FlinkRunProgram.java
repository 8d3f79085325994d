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
package io.github.flinkcomments.examples.job;

import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * A program for {@code flink run}: it describes a job, hands it to Flink and is done. Parallelism,
 * checkpoints and the snapshot to go on from are left to Flink's configuration and to {@code flink
 * run}. Subclasses add their options.
 *
 * <p>It never ends the process it runs in, which may be a JobManager.
 */
public abstract class FlinkRunProgram {

  /** For the description of a program. */
  public static final String FLINK_OPTIONS =
      "Parallelism (-p), the savepoint or checkpoint to go on from (-s), checkpoints (-D"
          + " execution.checkpointing.interval=10s) and a name of its own (-D pipeline.name=NAME)"
          + " are options of flink run";

  @Option(names = "--help", usageHelp = true, description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // Only picocli looks at it.
  private boolean help;

  /** Describes the job, and hands it to Flink. */
  protected abstract void submit() throws Exception;

  /** Submits, or shows the help if that is asked for. */
  protected final void run(String[] arguments) throws Exception {
    CommandLine command = new CommandLine(this);
    command.parseArgs(arguments);
    if (command.isUsageHelpRequested()) {
      command.usage(System.out);
    } else {
      submit();
    }
  }
}
