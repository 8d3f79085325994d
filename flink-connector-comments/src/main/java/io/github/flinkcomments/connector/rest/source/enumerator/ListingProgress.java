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

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * How far the listing is known to reach, and how much of it was handed out: what a checkpoint of
 * the enumerator holds. Ranges are cut at the frontier, up to the known end or the end at which
 * reading stops. Pure; coordinator thread only, but for {@link #end}.
 */
final class ListingProgress {

  private final String identityKind;
  private final LongSupplier splitSize;
  private final StoppingRule stopping;

  private Optional<RangeAssigner> assigner;
  private long probes;

  /** The first end that this run found itself; a restored one is as old as its snapshot. */
  private OptionalLong endAtStart = OptionalLong.empty();

  /** What the anchor in {@code end} was identified by; that of the state until the first probe. */
  private Optional<String> anchorKind;

  /** Written on the coordinator thread, read on the worker thread. */
  private volatile Optional<ListingEnd> end;

  /** The end before, whose anchor still stood when {@link #end} was found beyond it. */
  private Optional<ListingEnd> endBefore = Optional.empty();

  /**
   * Goes on from a state.
   *
   * @param options where to start and stop
   * @param restored the state
   * @param identityKind what identifies records now
   * @param splitSize rows of a range, at most; asked for when the first range can be cut
   */
  ListingProgress(
      RangeEnumeratorOptions options,
      RangeEnumeratorState restored,
      String identityKind,
      LongSupplier splitSize) {
    this.identityKind = identityKind;
    this.splitSize = splitSize;
    this.stopping = new StoppingRule(options, restored);
    this.assigner =
        restored.frontier().isPresent()
            ? Optional.of(newAssigner(restored.frontier().getAsLong(), restored.returned()))
            : Optional.empty();
    this.end = restored.end();
    this.probes = restored.probes();
    this.anchorKind = restored.identityKind();
  }

  private RangeAssigner newAssigner(long frontier, List<RangeSplit> returned) {
    return new RangeAssigner(splitSize.getAsLong(), frontier, returned);
  }

  /**
   * Takes in how far the listing reaches.
   *
   * @return whether that is further than was known
   */
  boolean found(ListingEnd found) {
    boolean first = end.isEmpty();
    boolean further = first || found.offset() > end.get().offset();
    if (further) {
      endBefore = end.filter(known -> anchorKind.equals(Optional.of(identityKind)));
    }
    end = Optional.of(found);
    anchorKind = Optional.of(identityKind);
    probes++;
    if (assigner.isEmpty()) {
      assigner = Optional.of(newAssigner(found.offset(), List.of()));
    }
    stopping.found(found.offset(), frontier(), first);
    if (endAtStart.isEmpty()) {
      endAtStart = OptionalLong.of(knownEnd());
    }
    return further;
  }

  /** Takes the next range; empty if there is none now. */
  Optional<RangeSplit> next() {
    return assigner.flatMap(ready -> ready.next(knownEnd())).map(this::behindAnchor);
  }

  /** What was added behind an anchor has to follow it: its reader knows what to find there. */
  private RangeSplit behindAnchor(RangeSplit range) {
    return endBefore
        .filter(before -> before.offset() == range.start() && range.isUntouched())
        .flatMap(ListingEnd::anchor)
        .map(anchor -> range.behind(anchor, identityKind))
        .orElse(range);
  }

  /** Takes back ranges whose reader has failed. */
  void addBack(List<RangeSplit> ranges) {
    // Whoever held a range was assigned it, so there is an assigner.
    assigner.ifPresent(ready -> ready.addBack(ranges));
  }

  /** The end that was found last, or restored. Any thread. */
  Optional<ListingEnd> end() {
    return end;
  }

  /** How far ranges may be cut: 0 until the first probe is back. */
  long knownEnd() {
    return stopping.cap(reached());
  }

  /** Whether it is decided where reading stops. */
  boolean isEndFixed() {
    return stopping.fixedEnd().isPresent();
  }

  /** Whether no row will ever be handed out beyond those that are known. */
  boolean isFixedEndReached() {
    return stopping.isReached(reached());
  }

  private long reached() {
    return end.map(ListingEnd::offset).orElse(0L);
  }

  /** Whether a range begins below the end that this run saw first. */
  boolean wasThereAtStart(RangeSplit range) {
    return range.start() < endAtStart.orElse(Long.MAX_VALUE);
  }

  /** Whether every row below the end that this run saw first has a reader, or had one. */
  boolean isEverythingAtStartAssigned() {
    return endAtStart.isPresent() && frontier() >= endAtStart.getAsLong() && returned().isEmpty();
  }

  /** First offset that was not handed out yet; 0 until a start at the latest offset is resolved. */
  long frontier() {
    return assigner.map(RangeAssigner::frontier).orElse(0L);
  }

  private List<RangeSplit> returned() {
    return assigner.map(RangeAssigner::returned).orElse(List.of());
  }

  /** Ranges that are known and have no reader. */
  long unassignedSplits() {
    return assigner.map(ready -> ready.unassigned(knownEnd())).orElse(0L);
  }

  /** Rows that are known and have no reader. */
  long unassignedRecords() {
    return assigner.map(ready -> ready.unassignedRecords(knownEnd())).orElse(0L);
  }

  /**
   * What a checkpoint holds.
   *
   * @param fingerprint of the listing
   */
  RangeEnumeratorState state(String fingerprint) {
    return new RangeEnumeratorState(
        fingerprint,
        anchorKind,
        assigner.isPresent() ? OptionalLong.of(frontier()) : OptionalLong.empty(),
        stopping.fixedEnd(),
        returned(),
        end,
        probes);
  }
}
