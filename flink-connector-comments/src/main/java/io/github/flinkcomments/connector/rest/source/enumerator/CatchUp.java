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

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells when everything that was there at the start of this run has been handed downstream: the
 * metric {@code caughtUp}, by which a program stops a job that is to catch up and end.
 *
 * <p>It knows nothing of how a split is paged. Four things are said to it:
 *
 * <ul>
 *   <li>a reader <em>starts</em>, with the splits that it was restored with;
 *   <li>a split is <em>assigned</em> to a reader. Only splits that hold something of what was there
 *       at the start are told; a range above the end that this run saw first is not;
 *   <li>a reader <em>caught up</em> with a split: a range was emitted to its end, a chain has met
 *       its end once since the run began;
 *   <li>a reader is <em>gone</em>, and its splits with it.
 * </ul>
 *
 * <p>Once true it stays true: what comes later belongs to a later run. A run is the life of one
 * enumerator, so after a failover of the whole job the end is looked up anew.
 *
 * <p>All calls come from the coordinator thread, but {@link #isReached} from those of metric
 * reporters as well.
 */
final class CatchUp {

  /** Splits to be caught up with, by the reader that holds them. */
  private final Map<Integer, Set<String>> open = new HashMap<>();

  private volatile boolean reached;

  /** A reader is ready, and held these splits when it was restored. */
  void started(int reader, Set<String> restored) {
    open.put(reader, new HashSet<>(restored));
  }

  /** A reader was given a split with something of what was there at the start. */
  void assigned(int reader, String splitId) {
    open.computeIfAbsent(reader, unknown -> new HashSet<>()).add(splitId);
  }

  /** A reader has handed downstream what the split had. */
  void caughtUp(int reader, String splitId) {
    open.getOrDefault(reader, Set.of()).remove(splitId);
  }

  /** A reader has failed; its splits are assigned anew, or restored with it. */
  void gone(int reader) {
    open.remove(reader);
  }

  /**
   * Decides, after each change.
   *
   * @param parallelism how many readers have to have started
   * @param everythingAssigned whether the end at the start is known, and no split below it waits
   */
  void decide(int parallelism, boolean everythingAssigned) {
    reached |=
        everythingAssigned
            && open.size() == parallelism
            && open.values().stream().allMatch(Set::isEmpty);
  }

  /** Whether this run has caught up. */
  boolean isReached() {
    return reached;
  }
}
