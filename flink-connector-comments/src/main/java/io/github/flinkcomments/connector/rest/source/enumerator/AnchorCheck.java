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

import static io.github.flinkcomments.connector.rest.source.enumerator.EndDiscovery.CONFIRMATIONS;

import io.github.flinkcomments.connector.rest.source.drift.Drift;
import io.github.flinkcomments.connector.rest.source.drift.DriftGuard;
import io.github.flinkcomments.connector.rest.source.enumerator.Probe.Answer;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Whether the anchor, the row before an end that was found earlier, still stands: if another row is
 * there, or none, for {@value EndDiscovery#CONFIRMATIONS} further spaced probes, rows were deleted
 * or inserted. Runs on the coordinator's worker thread.
 */
final class AnchorCheck {

  private final PairProbes probes;
  private final DriftGuard guard;

  AnchorCheck(PairProbes probes, DriftGuard guard) {
    this.probes = probes;
    this.guard = guard;
  }

  /**
   * Reads the anchor again, and reports drift if it does not stand.
   *
   * @param known the end that was found last, with an anchor
   * @return what is there now, possibly nothing
   * @throws SuppressRestartsException if it does not stand and drift fails the job
   */
  Answer compare(ListingEnd known) throws IOException, InterruptedException {
    long offset = known.offset() - 1;
    String expected = known.anchor().orElseThrow();
    Answer answer = probes.at(offset);
    for (int i = 0; i < CONFIRMATIONS && !stands(expected, answer); i++) {
      probes.pause();
      answer = probes.at(offset);
    }
    if (!stands(expected, answer)) {
      // An offset without effect shows another row as well, and no row was deleted.
      if (!answer.isEmpty()) {
        probes.effect().require(offset, answer.row(0).identity());
      }
      guard.report(new Drift(offset, expected, answer.identity()));
    } else {
      guard.compareContent(offset, expected, known.content(), answer.row(0).content());
    }
    return answer;
  }

  private boolean stands(String expected, Answer answer) {
    return !answer.isEmpty() && (!guard.isOn() || expected.equals(answer.row(0).identity()));
  }

  /** Whether the anchor of an end that was just found is there once more, or need not be. */
  boolean isFoundAgain(ListingEnd found) throws IOException, InterruptedException {
    return !guard.isOn() || probes.at(found.offset() - 1).identity().equals(found.anchor());
  }

  /**
   * Takes what stands at the anchor for the anchor: what was known of it cannot be compared.
   *
   * @param known the end that was found last, by identities of another kind
   */
  ListingEnd renew(ListingEnd known) throws IOException, InterruptedException {
    if (known.anchor().isEmpty()) {
      return known;
    }
    long offset = known.offset() - 1;
    Answer answer = probes.at(offset);
    for (int i = 0; i < CONFIRMATIONS && answer.isEmpty(); i++) {
      probes.pause();
      answer = probes.at(offset);
    }
    if (answer.isEmpty()) {
      guard.report(new Drift(offset, known.anchor().get(), Optional.empty()));
      return known;
    }
    return new ListingEnd(
        known.offset(), Optional.of(answer.row(0).identity()), answer.row(0).content());
  }
}
