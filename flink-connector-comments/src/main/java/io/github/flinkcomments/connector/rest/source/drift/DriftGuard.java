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
package io.github.flinkcomments.connector.rest.source.drift;

import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares identities and does what {@link DriftCheck} says when they differ. Thread-safe. */
@Internal
public final class DriftGuard {

  private static final Logger LOG = LoggerFactory.getLogger(DriftGuard.class);

  private final String listing;
  private final DriftCheck check;
  private final boolean keyed;

  /**
   * Creates a guard.
   *
   * @param listing the listing's name for messages, free of secrets
   * @param check what to do on drift
   * @param keyed whether an identity is a key, which survives an edit of the record
   */
  public DriftGuard(String listing, DriftCheck check, boolean keyed) {
    this.listing = listing;
    this.check = check;
    this.keyed = keyed;
  }

  /** Whether rows are compared at all, and thus worth requesting twice. */
  public boolean isOn() {
    return check != DriftCheck.OFF;
  }

  /**
   * Compares two answers about the row of one offset.
   *
   * @throws SuppressRestartsException around a {@link ListingDriftException}, if they differ and
   *     the check is {@link DriftCheck#FAIL}
   */
  public void compare(long offset, String expected, String found) {
    if (!expected.equals(found)) {
      report(new Drift(offset, expected, Optional.of(found)));
    }
  }

  /**
   * Compares the whole row of an offset, whose identity is the same as before. A difference is told
   * and no more: the row was edited, or deleted and its key used again, and one cannot tell which.
   *
   * @param offset that was looked at twice
   * @param identity of the row, both times
   * @param before digest of the row as it was, if known
   * @param now digest of the row as it is, if known
   */
  public void compareContent(
      long offset, String identity, Optional<String> before, Optional<String> now) {
    if (isOn() && before.isPresent() && now.isPresent() && !before.equals(now)) {
      LOG.warn(
          "Record {} at offset {} of the listing {} has another content than when it was last seen:"
              + " it was edited, or deleted and its key used again. What was read of it, and of"
              + " other records with keys that are used again, stays as it was.",
          identity,
          offset,
          listing);
    }
  }

  /**
   * Acts on a drift that was found.
   *
   * @throws SuppressRestartsException around a {@link ListingDriftException}, if the check is
   *     {@link DriftCheck#FAIL}
   */
  public void report(Drift drift) {
    switch (check) {
      case FAIL ->
          throw new SuppressRestartsException(new ListingDriftException(listing, drift, keyed));
      case WARN -> LOG.warn("The listing {} has shifted: {}. Going on.", listing, drift.describe());
      case OFF -> {}
    }
  }
}
