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
package io.github.flinkcomments.connector.delta.commit;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.io.Serializable;

/**
 * How a sink goes back, in the form that travels with the operators of a job.
 *
 * @param mode what the user wants
 * @param run marks the epochs that this submission of the job opens
 */
record RewindPolicy(RewindMode mode, String run) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  RewindPolicy {
    requireNonNull(mode);
    requireNonNull(run);
  }

  /** The policy of a job that is being built. */
  static RewindPolicy of(RewindMode mode) {
    return new RewindPolicy(mode, SinkId.randomRun());
  }
}
