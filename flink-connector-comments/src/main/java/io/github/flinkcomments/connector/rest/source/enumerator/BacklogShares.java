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
import java.util.Map;
import java.util.OptionalLong;

/**
 * Divides the rows that no reader has among the readers, so that what they show as pending adds up
 * to the backlog of the whole job, which is what an autoscaler looks at. A reader is told when it
 * asks for a range and its share has changed, so the sum is as old as the reading of a range takes.
 * Pure; coordinator thread only.
 */
final class BacklogShares {

  private final Map<Integer, Long> told = new HashMap<>();

  /** A reader has started, and knows of nothing. */
  void started(int reader) {
    told.put(reader, 0L);
  }

  /**
   * What a reader has to be told.
   *
   * @param backlog rows that no reader has
   * @param parallelism how many readers share them
   * @return its share; empty if it knows
   */
  OptionalLong news(int reader, long backlog, int parallelism) {
    long share = backlog / parallelism + (reader < backlog % parallelism ? 1 : 0);
    Long known = told.put(reader, share);
    return known != null && known == share ? OptionalLong.empty() : OptionalLong.of(share);
  }
}
