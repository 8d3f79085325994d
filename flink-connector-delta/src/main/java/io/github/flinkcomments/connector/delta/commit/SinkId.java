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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * Who writes, as the table's transaction identifiers know it.
 *
 * <p>A sink id is random for every start without state, whatever prefix the user gives: each such
 * start counts its checkpoints from one again, and under an id that was used before they would pass
 * for committed already. It is unrelated to the job id, which changes when a job is restored and is
 * the same for two sinks of one job.
 *
 * <p>After a rewind the sink goes on under another <em>epoch</em> of its id, {@code id~1-…}, {@code
 * id~2-…}, so that commits of the run that was left can be told from its own. What follows the
 * number is the run that has opened the epoch.
 *
 * @param value what is recorded in the table as the application id
 */
@Internal
public record SinkId(String value) {

  private static final Pattern LATER_EPOCH = Pattern.compile("(.+)~(\\d+)-(\\w+)", Pattern.DOTALL);
  private static final Pattern DRAWN =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private static final String FIELDS = "%s~%d-%s";

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

  /**
   * Whether an application id of the table may have been drawn with that prefix, or is an epoch.
   */
  static boolean isDrawn(String applicationId, Optional<String> prefix) {
    if (applicationId.isBlank()) {
      return false;
    }
    String base = new SinkId(applicationId).base().value();
    String start = prefix.map(given -> given + "-").orElse("");
    return base.startsWith(start) && DRAWN.matcher(base.substring(start.length())).matches();
  }

  /** Marks a run that may open epochs: one submission of a job, however often it is restarted. */
  static String randomRun() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** The id of the first epoch. */
  SinkId base() {
    Matcher later = LATER_EPOCH.matcher(value);
    return later.matches() ? new SinkId(later.group(1)) : this;
  }

  /** How often the sink has gone back before. */
  int epoch() {
    Matcher later = LATER_EPOCH.matcher(value);
    return later.matches() ? Integer.parseInt(later.group(2)) : 0;
  }

  boolean isOpenedBy(String run) {
    Matcher later = LATER_EPOCH.matcher(value);
    return later.matches() && later.group(3).equals(run);
  }

  /** Another epoch of this id. */
  SinkId atEpoch(int epoch, String run) {
    return new SinkId(FIELDS.formatted(base().value(), epoch, run));
  }

  /** Whether an application id of the table is an epoch of this id. */
  boolean owns(String applicationId) {
    return !applicationId.isBlank() && new SinkId(applicationId).base().equals(base());
  }

  @Override
  public String toString() {
    return value;
  }
}
