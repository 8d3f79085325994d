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

import io.github.flinkcomments.connector.rest.source.drift.OffsetEffect;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;

/**
 * Probes that ask for two rows, so that a row behind an end is seen at no cost, and what a run
 * learns from them about the API: whether it gives two rows to whom asks for two, and whether the
 * offset has an effect. They block; runs on the coordinator's worker thread.
 */
final class PairProbes {

  private static final int PAIR = 2;

  private enum Pairs {
    UNKNOWN,
    GIVEN,
    NEVER
  }

  private final Probe probe;
  private final Probe.Spacing spacing;
  private final ProbedListing listing;
  private final OffsetEffect effect;

  private Pairs pairs = Pairs.UNKNOWN;

  PairProbes(Probe probe, Probe.Spacing spacing, ProbedListing listing) {
    this.probe = probe;
    this.spacing = spacing;
    this.listing = listing;
    this.effect =
        new OffsetEffect(
            listing.name(),
            listing.offsetParameter(),
            listing.first(),
            offset -> probe.at(offset, 1).identity());
  }

  /** Asks for the row at an offset and the one behind it. */
  Answer at(long offset) throws IOException, InterruptedException {
    Answer answer = probe.at(offset, PAIR);
    if (isPair(answer)) {
      pairs = Pairs.GIVEN;
    }
    answer.identity().ifPresent(identity -> effect.saw(offset, identity));
    return answer;
  }

  /** Asks for the row at an offset alone. */
  Answer rowAt(long offset) throws IOException, InterruptedException {
    return probe.at(offset, 1);
  }

  /** Waits before the same rows are asked for again. */
  void pause() throws InterruptedException {
    spacing.await();
  }

  /** Whether an answer has as many rows as were asked for. */
  static boolean isPair(Answer answer) {
    return answer.size() >= PAIR;
  }

  /** Whether the API was seen to give two rows to whom asks for two. */
  boolean arePairsGiven() {
    return pairs == Pairs.GIVEN;
  }

  /** Whether the offset has an effect. */
  OffsetEffect effect() {
    return effect;
  }

  /** What is probed. */
  ProbedListing listing() {
    return listing;
  }

  /**
   * Learns, once in a run, whether the API gives two rows at once, and whether the offset has an
   * effect: from the row before the anchor, after which the anchor is known to come.
   */
  void learnFrom(ListingEnd known) throws IOException, InterruptedException {
    long offset = known.offset() - PAIR;
    if (offset < listing.first() || (pairs != Pairs.UNKNOWN && effect.isShown())) {
      return;
    }
    Answer answer = at(offset);
    if (!answer.isEmpty()) {
      pairs = isPair(answer) ? Pairs.GIVEN : Pairs.NEVER;
      effect.require(offset, answer.row(0).identity());
    }
  }
}
