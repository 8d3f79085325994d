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

import java.util.Optional;
import java.util.UUID;

/**
 * Who writes, as the table's transaction identifiers know it.
 *
 * <p>A sink id is random for every start without state, whatever prefix the user gives: each such
 * start counts its checkpoints from one again, and under an id that was used before they would pass
 * for committed already. It is unrelated to the job id, which changes when a job is restored and is
 * the same for two sinks of one job.
 *
 * @param value what is recorded in the table as the application id
 */
public record SinkId(String value) {

  public SinkId {
    requireNonNull(value);
    if (value.isBlank()) {
      throw new IllegalArgumentException("A sink id must not be blank.");
    }
  }

  /** A new id that starts with the user's prefix, if there is one. */
  public static SinkId random(Optional<String> prefix) {
    String unique = UUID.randomUUID().toString();
    return new SinkId(prefix.map(start -> start + "-" + unique).orElse(unique));
  }

  @Override
  public String toString() {
    return value;
  }
}
