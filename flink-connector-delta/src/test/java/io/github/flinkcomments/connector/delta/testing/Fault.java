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
package io.github.flinkcomments.connector.delta.testing;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Kills a task once, at a certain moment in the life of a job.
 *
 * @param moment when
 * @param table whose job; each table has its own fault
 */
public record Fault(Moment moment, String table) implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Where a task dies. */
  public enum Moment {
    NEVER,
    AT_THE_FIRST_ROW,
    BETWEEN_TWO_CHECKPOINTS,
    IN_A_SNAPSHOT,
    WHEN_A_CHECKPOINT_IS_COMPLETE,
    WHEN_A_VERSION_HAS_APPEARED,
    AT_THE_END_OF_INPUT,
    IN_THE_SNAPSHOT_AFTER_THE_END_OF_INPUT
  }

  private static final Set<Fault> HAPPENED = ConcurrentHashMap.newKeySet();

  public boolean happened() {
    return moment == Moment.NEVER || HAPPENED.contains(this);
  }

  void at(Moment now) {
    if (now == moment && HAPPENED.add(this)) {
      throw new IllegalStateException("Fault " + moment);
    }
  }

  boolean hasVersion(long version) {
    return Files.exists(Path.of(table, "_delta_log", "%020d.json".formatted(version)));
  }
}
