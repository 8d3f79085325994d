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
package io.github.flinkcomments.connector.rest.source.simulation;

import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is fixed before a job starts.
 *
 * @param slices names of the slices; one without a name where the listing is walked as a whole
 * @param quota records between two completed checkpoints
 * @param maxRecords records to emit at most
 * @param recordsOfRange records of a range that readers share, about
 */
record Plan(
    Shape shape,
    List<String> slices,
    int parallelism,
    int maxInFlight,
    long quota,
    long maxRecords,
    long recordsOfRange) {

  static final int MOST_READERS = 3;

  private static final List<String> WHOLE = List.of("");

  static Plan draw(Dice dice) {
    Shape shape = Shape.draw(dice);
    boolean shared = shape.sharing() != Shape.Sharing.WHOLE;
    List<String> slices =
        shared ? WHOLE : dice.oneOf(WHOLE, List.of("a", "b"), List.of("a", "b", "c"));
    boolean limited = !shared && slices.equals(WHOLE) && dice.happens(0.1);
    return new Plan(
        shape,
        slices,
        shared ? dice.between(2, MOST_READERS) : dice.between(1, MOST_READERS),
        dice.oneOf(1, 2, 4, 8),
        dice.happens(0.4) ? dice.between(MOST_READERS, 9) : ReaderOptions.NO_LIMIT,
        limited ? dice.between(1, 40) : Long.MAX_VALUE,
        dice.oneOf(3, 10));
  }

  boolean isLimited() {
    return maxRecords < Long.MAX_VALUE;
  }

  /** Whether the job ends. */
  boolean ends() {
    return shape.bounded() || isLimited();
  }

  /** Whether the enumerator makes the chains itself. */
  boolean beginsByItself() {
    return isWhole()
        && (shape.sharing() == Shape.Sharing.PAGES || !shape.pagination().pageCount().isTold());
  }

  private boolean isWhole() {
    return slices.equals(WHOLE);
  }

  /** The chains that wait at the start; none where the enumerator has to make the only one. */
  List<ChainSplit> chains(ChainedPagination pagination) {
    return beginsByItself()
        ? List.of()
        : slices.stream()
            .map(
                slice ->
                    new ChainSplit(
                        isWhole() ? "listing" : slice,
                        isWhole() ? Map.of() : Map.of("slice", slice),
                        ChainPosition.before(pagination.chaining().first(), 0),
                        Optional.empty(),
                        OptionalLong.empty()))
            .toList();
  }
}
