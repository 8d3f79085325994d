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

import java.util.List;
import java.util.stream.Stream;

/** What can happen to jobs and their table, and how often in comparison. */
enum Step {
  WRITE(20),
  CHECKPOINT(16),
  CHECKPOINT_WITHOUT_NOTIFICATION(8),
  LATE_NOTIFICATION(6),
  CHECKPOINT_THAT_NEVER_COMPLETES(4),
  SAVEPOINT(4),
  FAILOVER(4),
  KILL(4),
  KILL_AMID_ROWS(4),
  FAILOVER_WITH_ZOMBIE(6),
  WAKE_ZOMBIE(4),
  ZOMBIE_IN_BETWEEN(6),
  OTHER_WRITER(4),
  OTHER_WRITER_IN_BETWEEN(6),
  RESCALE(4),
  STOP_WITH_SAVEPOINT_AND_RESUME(4),
  CANCEL_AND_RESUME(4),
  REWIND(4),
  REWIND_BEHIND_COMMITS(4),
  FORK(2),
  FORK_THAT_COMMITS(2),
  SECOND_JOB(2),
  RESTART_WITHOUT_STATE(2),
  BEGIN_END(6),
  END_ONE_WRITER(12),
  BATCH_JOB(3),
  VACUUM(2),
  VACUUM_OF_PENDING_FILES(2),
  DELETE_TABLE(1),
  MAKE_TABLE_ANEW(1);

  private final int weight;

  Step(int weight) {
    this.weight = weight;
  }

  static final List<Step> WEIGHTED =
      Stream.of(values()).flatMap(step -> Stream.generate(() -> step).limit(step.weight)).toList();
}
