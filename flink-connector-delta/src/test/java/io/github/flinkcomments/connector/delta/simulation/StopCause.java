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

import io.github.flinkcomments.connector.delta.commit.SinkStateException;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** What a job may stop for good for. */
enum StopCause {
  /** It was restored from an older snapshot than the newest, or another job from the same one. */
  HISTORY_FORKED,

  /** Files that it had still to commit were taken for leftovers. */
  FILES_REMOVED,

  /** There is no table any more, or another one. */
  TABLE_DELETED;

  /**
   * What the sink gives as the cause.
   *
   * @throws Violation if that is something else
   */
  static StopCause of(SuppressRestartsException stop) {
    Throwable told = stop.getCause();
    if (told instanceof DeltaTableException.TableReplaced
        || told.getMessage().contains("the table was deleted or created anew")) {
      return TABLE_DELETED;
    }
    if (told instanceof DeltaTableException.TransactionTaken) {
      return HISTORY_FORKED;
    }
    if (told instanceof SinkStateException) {
      return told.getMessage().contains("data files") ? FILES_REMOVED : HISTORY_FORKED;
    }
    throw new Violation("the job stopped for good with an error of another kind", stop);
  }
}
