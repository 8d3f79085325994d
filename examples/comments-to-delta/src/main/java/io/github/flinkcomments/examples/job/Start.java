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

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import java.util.Optional;

/** Where a run of the job begins. */
sealed interface Start {

  /** Where an earlier run was when it took this snapshot. */
  record Resumed(Snapshot from) implements Start {}

  /** At an offset, without state. */
  record Fresh(long offset) implements Start {}

  /** The snapshot to restore, if there is one. */
  default Optional<Snapshot> snapshot() {
    return this instanceof Resumed resumed ? Optional.of(resumed.from()) : Optional.empty();
  }
}
