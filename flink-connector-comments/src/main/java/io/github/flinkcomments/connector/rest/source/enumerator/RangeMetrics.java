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

import io.github.flinkcomments.connector.rest.source.metrics.EnumeratorMetrics;

/** What metrics tell of an enumerator of ranges. */
record RangeMetrics(ListingProgress progress, CatchUp catchUp, EndWatch watch)
    implements EnumeratorMetrics {

  @Override
  public long unassignedSplits() {
    return progress.unassignedSplits();
  }

  @Override
  public long unassignedRecords() {
    return progress.unassignedRecords();
  }

  @Override
  public long frontier() {
    return progress.frontier();
  }

  @Override
  public long end() {
    return progress.knownEnd();
  }

  @Override
  public boolean caughtUp() {
    return catchUp.isReached();
  }

  @Override
  public long failedPolls() {
    return watch.failedPolls();
  }
}
