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
package io.github.flinkcomments.connector.rest.source.enumerator;

import io.github.flinkcomments.connector.rest.source.event.PauseEvent;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.IntPredicate;
import javax.annotation.Nullable;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.util.FlinkRuntimeException;

/**
 * The readers of an enumerator: who waits for a split, and how all of them are told something.
 *
 * <p>Runs on the coordinator thread, but for {@link #pauseAll}.
 */
final class Readers {

  private final SplitEnumeratorContext<?> context;

  /** Those that asked and got nothing yet, in the order in which they asked. */
  private final Set<Integer> waiting = new LinkedHashSet<>();

  Readers(SplitEnumeratorContext<?> context) {
    this.context = context;
  }

  void asks(int subtask) {
    waiting.add(subtask);
  }

  void gone(int subtask) {
    waiting.remove(subtask);
  }

  /**
   * Offers something to all that wait and are still there.
   *
   * @param answered whether a reader got an answer, and waits no more
   */
  void serve(IntPredicate answered) {
    waiting.removeIf(
        subtask -> !context.registeredReaders().containsKey(subtask) || answered.test(subtask));
  }

  /** Tells every attempt at a subtask, of which there may be several in batch jobs. */
  void tell(SourceEvent event, IntPredicate which) {
    context
        .registeredReadersOfAttempts()
        .forEach(
            (subtask, attempts) -> {
              if (which.test(subtask)) {
                attempts
                    .keySet()
                    .forEach(attempt -> context.sendEventToSourceReader(subtask, attempt, event));
              }
            });
  }

  /** The API told the enumerator to wait. Any thread. */
  void pauseAll(Duration pause) {
    context.runInCoordinatorThread(() -> tell(new PauseEvent(pause), reader -> true));
  }

  /** Fails the job if a call on the worker thread has failed. */
  static void requireSuccess(@Nullable Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (failure != null) {
      throw new FlinkRuntimeException(failure.getMessage(), failure);
    }
  }
}
