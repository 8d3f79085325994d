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

import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException.AccessFailed;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException.Contended;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException.OutcomeUnknown;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Tells errors that a restart may mend from those that it would repeat for ever, as Flink's default
 * restart strategy does.
 */
@Internal
public final class RestartSuppression {

  private RestartSuppression() {}

  /**
   * Does something with a table.
   *
   * @throws SuppressRestartsException around an error that stays until somebody acts
   * @throws DeltaTableException for an error that may go away
   */
  public static <T> T forPermanentErrors(Supplier<T> access) {
    try {
      return access.get();
    } catch (DeltaTableException e) {
      throw mayGoAway(e) ? e : new SuppressRestartsException(e);
    }
  }

  private static boolean mayGoAway(DeltaTableException e) {
    return e instanceof AccessFailed || e instanceof Contended || e instanceof OutcomeUnknown;
  }
}
