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
package io.github.flinkcomments.connector.delta.log.entry;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * The end of a table's log, back to an entry that was looked for.
 *
 * @param version the newest version
 * @param goal the entry that was looked for, if there is one
 * @param later the entries after it, newest first; all that are left, if there is none
 * @param cleaned whether older entries have been cleaned away, so that the goal may have been among
 *     them
 */
@Internal
public record LogTail(
    long version, Optional<LogEntry> goal, List<LogEntry> later, boolean cleaned) {

  public LogTail {
    requireNonNull(goal);
    later = List.copyOf(later);
  }
}
