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

import io.github.flinkcomments.examples.job.ExitCodes;
import io.github.flinkcomments.examples.script.ScriptException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;

/** How the process of a pipeline ends: with one sentence and a code of its kind, and at once. */
public final class PipelineExit {

  static final int RUNNING_ALREADY = 3;

  private PipelineExit() {}

  /** Says in one sentence what went wrong, with exit codes that cron jobs can tell apart. */
  public static CommandLine reportingFailures(CommandLine command) {
    IExecutionExceptionHandler others =
        ExitCodes.reportingFailures(command).getExecutionExceptionHandler();
    return command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          int code = others.handleExecutionException(failure, failed, parsed);
          if (failure instanceof PipelineRunningException) {
            return RUNNING_ALREADY;
          }
          return failure instanceof ScriptException ? ExitCode.USAGE : code;
        });
  }

  /**
   * Ends the process at once, whichever threads are left: no job runs by now, and what its cluster
   * kept lies in a temporary directory.
   */
  public static void now(int code) {
    System.out.flush();
    System.err.flush();
    TemporaryDirectory.deleteAll();
    Runtime.getRuntime().halt(code);
  }
}
