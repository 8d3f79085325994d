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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.drift.PageDriftException;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import java.net.URI;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a page that is read again against what was emitted of it, and says what cannot go on.
 *
 * @param listing the listing's name for messages, free of secrets
 * @param driftCheck what to do when records have shifted
 * @param mask takes secrets out of a text from the answer to a URL
 */
record ChainCheck(String listing, DriftCheck driftCheck, BiFunction<String, URI, String> mask) {

  private static final Logger LOG = LoggerFactory.getLogger(ChainCheck.class);

  /** Holds pages of an API without secrets. */
  ChainCheck(String listing, DriftCheck driftCheck) {
    this(listing, driftCheck, (text, asked) -> text);
  }

  /**
   * What is missing of the records that were emitted from a page.
   *
   * @param position after the last record emitted
   * @param again whether the page is the one of the position
   * @param facts what the page has now
   * @return a sentence's middle; empty if all is as it was
   */
  Optional<String> lost(ChainPosition position, boolean again, PageFacts facts) {
    int emitted = position.emitted();
    if (!again || emitted == 0 || driftCheck == DriftCheck.OFF) {
      return Optional.empty();
    }
    String place = position.page().describe();
    if (facts.records() < emitted) {
      return Optional.of(
          "%s had %d records when it was read, and has %d now"
              .formatted(place, emitted, facts.records()));
    }
    String found = facts.identities().get(emitted - 1);
    return position
        .lastIdentity()
        .filter(expected -> !expected.equals(found))
        .map(
            expected ->
                "record %d of %s was %s when it was read, and is %s now"
                    .formatted(emitted, place, expected, found));
  }

  /** Stops the job, or warns. */
  void report(String lost) {
    switch (driftCheck) {
      case FAIL -> throw new SuppressRestartsException(new PageDriftException(listing, lost));
      case WARN -> LOG.warn("The listing {} has shifted: {}. Going on.", listing, lost);
      case OFF -> {}
    }
  }

  /**
   * Stops the job, or warns, because records are missing that were there.
   *
   * @param forGood whether nobody would come back for them
   */
  void reportMissing(String lost, boolean forGood) {
    if (forGood) {
      report(lost);
    } else {
      LOG.warn("The listing {} has shifted: {}. Waiting for them.", listing, lost);
    }
  }

  /** Going on would mean to read records once more, and to guess which. */
  SuppressRestartsException smallerPages(ChainPosition position, PageFacts facts) {
    return new SuppressRestartsException(
        new IllegalStateException(
            ("Reading %s cannot go on after %s: %d of its records were read, and now it has %d, as many"
                    + " as 'pagination.page-size' asks for. Set the page size that the job had"
                    + " before, or start without the old state into a fresh table.")
                .formatted(
                    listing,
                    mask.apply(position.page().describe(), facts.uri()),
                    position.emitted(),
                    facts.records())));
  }

  /** Warns that the first page of all may not be the last. */
  void doubtEnd(ChainPage place, String doubt) {
    URI asked = place.facts().uri();
    LOG.warn(
        "The first page of {} has {} records, and nothing leads on from it, so that it is taken for"
            + " the last one: the response to {} {}, if the listing goes on.",
        listing,
        place.facts().records(),
        mask.apply(MaskedUri.of(asked), asked),
        mask.apply(doubt, asked));
  }

  /** An error that no restart can mend, at a page that leads nowhere. */
  SuppressRestartsException stuck(ChainPage place, String reason) {
    URI asked = place.facts().uri();
    return new SuppressRestartsException(
        new IllegalStateException(
            "Reading %s cannot go on after %s: %s"
                .formatted(
                    listing,
                    mask.apply(
                        "%s (%s)".formatted(place.address().describe(), MaskedUri.of(asked)),
                        asked),
                    mask.apply(reason, asked))));
  }
}
