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
package io.github.flinkcomments.connector.delta.simulation;

import java.io.FileNotFoundException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;

/** Each has a cause in the store, or in what was done with snapshots; or the sink is to blame. */
final class Failures {

  private final World world;

  Failures(World world) {
    this.world = world;
  }

  /**
   * Whether the job must stop.
   *
   * @throws Violation if there is no cause
   */
  boolean isForGood(Exception failure) {
    if (failure instanceof Violation violation) {
      throw violation;
    }
    Optional<SuppressRestartsException> forGood =
        ExceptionUtils.findThrowable(failure, SuppressRestartsException.class);
    if (forGood.isPresent()) {
      StopCause cause = StopCause.of(forGood.get());
      if (!world.hasHappened(cause)) {
        throw new Violation("the job stopped for good without a reason", failure);
      }
      world.stopped(cause);
      world.note("the job stops for good: %s".formatted(forGood.get().getCause()));
    } else if (!world.faults().takeInjected() && !isMissedFile(failure)) {
      throw new Violation("the job failed without a reason", failure);
    } else {
      world.note("failed: %s".formatted(failure.getMessage()));
    }
    return forGood.isPresent();
  }

  /** A writer whose open file was removed together with the table. */
  private boolean isMissedFile(Exception failure) {
    return ExceptionUtils.findThrowable(failure, FileNotFoundException.class).isPresent()
        && world.hasHappened(StopCause.TABLE_DELETED);
  }
}
