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
import java.util.List;
import java.util.Optional;

/** Tells in our words that Flink cannot give the state of a snapshot to the job of a script. */
final class RestoreRefusal {

  /** What Flink says where state and job do not fit. */
  private static final List<String> SIGNS =
      List.of(
          "Cannot map checkpoint/savepoint state",
          "must not be incompatible with the old state serializer",
          "The new state typeSerializer for operator state must not be incompatible",
          "For heap backends, the new state serializer",
          "The new key serializer",
          "is lower than the current parallelism",
          "cannot be restored with");

  private RestoreRefusal() {}

  /** The failure in our words, if it is of this kind; else the failure itself. */
  static JobFailedException explain(
      JobFailedException failure, Optional<Snapshot> restored, String script) {
    Throwable root = failure.getCause() == null ? failure : failure.getCause();
    boolean refused =
        restored.isPresent()
            && FailureCause.messages(root).stream()
                .anyMatch(message -> SIGNS.stream().anyMatch(message::contains));
    return refused
        ? new JobFailedException(
            ("The state in %s does not fit %s any more: statements were changed in a way that it"
                    + " cannot follow (another query, source or sink). Undo the change to go on from"
                    + " there; or start anew with --from-scratch, which moves the tables and"
                    + " checkpoints aside; or keep the old script and write a new one with tables and"
                    + " a 'pipeline.name' of its own. (%s)")
                .formatted(restored.get().directory().getPath(), script, FailureCause.of(root)),
            failure)
        : failure;
  }
}
