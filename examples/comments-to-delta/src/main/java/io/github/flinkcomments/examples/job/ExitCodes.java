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

import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a program that runs the job tells the shell: zero only if it did what was asked. */
public final class ExitCodes {

  /** What shells use for a program that was ended by Ctrl-C. */
  private static final int INTERRUPTED = 130;

  private ExitCodes() {}

  /** Stopping is what was asked of a job without an end, but not of one that should catch up. */
  public static int of(Ending ending, boolean untilCaughtUp) {
    return switch (ending) {
      case CAUGHT_UP, EXPLAINED -> ExitCode.OK;
      case STOPPED -> untilCaughtUp ? INTERRUPTED : ExitCode.OK;
      case ENDED_ELSEWHERE -> untilCaughtUp ? ExitCode.SOFTWARE : ExitCode.OK;
    };
  }

  /** Says in one sentence what went wrong; the stack trace is for the log alone. */
  public static CommandLine reportingFailures(CommandLine command) {
    command.setParameterExceptionHandler(
        (wrong, arguments) -> {
          PrintWriter err = wrong.getCommandLine().getErr();
          err.println(sentence(wrong));
          err.println("--help lists the options.");
          return ExitCode.USAGE;
        });
    return command.setExecutionExceptionHandler(
        (failure, failed, parsed) -> {
          LoggerFactory.getLogger(ExitCodes.class).info("Failed.", failure);
          String sentence =
              failure instanceof JobFailedException
                  ? failure.getMessage()
                  : FailureCause.of(failure);
          failed.getErr().println(failed.getColorScheme().errorText(sentence));
          return ExitCode.SOFTWARE;
        });
  }

  private static String sentence(ParameterException wrong) {
    String message = wrong.getMessage();
    String sentence = message.endsWith(".") ? message : message + ".";
    return wrong instanceof UnmatchedArgumentException unmatched
        ? unmatched.getSuggestions().stream()
            .findFirst()
            .map(closest -> sentence + " Did you mean '" + closest + "'?")
            .orElse(sentence)
        : sentence;
  }
}
