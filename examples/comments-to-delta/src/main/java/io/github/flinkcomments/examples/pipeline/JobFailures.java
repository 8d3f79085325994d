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

import io.github.flinkcomments.examples.job.FailureCause;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.scheduler.ExecutionGraphInfo;
import org.apache.flink.runtime.scheduler.exceptionhistory.RootExceptionHistoryEntry;

/** Tells of each failure that a job goes on from: its cause, and how many there were. */
final class JobFailures {

  private final boolean untilCaughtUp;
  private long newest = Long.MIN_VALUE;
  private int count;

  /**
   * @param untilCaughtUp whether the run is to end by itself
   */
  JobFailures(boolean untilCaughtUp) {
    this.untilCaughtUp = untilCaughtUp;
  }

  /** One sentence or two for each failure that was not told before. */
  List<String> news(ExecutionGraphInfo info) {
    List<String> sentences = new ArrayList<>();
    for (RootExceptionHistoryEntry failure : info.getExceptionHistory()) {
      if (failure.getTimestamp() > newest) {
        newest = failure.getTimestamp();
        count++;
        sentences.add(
            "The job failed%s: %s It starts again from its newest checkpoint%s."
                .formatted(
                    count == 1 ? "" : " for the " + ordinal(count) + " time",
                    sentence(FailureCause.of(failure.getException())),
                    untilCaughtUp ? "; this run gives up after a few times" : ""));
      }
    }
    return sentences;
  }

  int count() {
    return count;
  }

  private static String sentence(String message) {
    String line = message.strip();
    return line.endsWith(".") ? line : line + ".";
  }

  private static String ordinal(int number) {
    int tens = number % 100;
    String ending =
        tens >= 11 && tens <= 13
            ? "th"
            : switch (number % 10) {
              case 1 -> "st";
              case 2 -> "nd";
              case 3 -> "rd";
              default -> "th";
            };
    return number + ending;
  }
}
