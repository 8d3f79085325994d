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

import java.io.IOException;
import java.util.Optional;
import org.apache.flink.annotation.Internal;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/**
 * Shows that the offset has an effect: that another record stands at another offset. An API that
 * does not know the parameter ignores it and serves its first page wherever one asks; without this
 * it would be read again and again, or be taken for one whose rows were deleted.
 *
 * <p>Most listings show it by the way ({@link #saw}). Where the same record was seen at two
 * offsets, which may be a coincidence, an offset far beyond all listings decides. Thread-safe.
 */
@Internal
public final class OffsetEffect {

  /** Beyond all listings, and still a number for APIs that count with 32 bits. */
  public static final long FAR = 2_000_000_000L;

  /** Reads one record. */
  public interface Probe {
    /** The identity of the record at {@code offset}, if there is one. */
    Optional<String> at(long offset) throws IOException, InterruptedException;
  }

  private record Sample(long offset, String identity) {}

  private final String listing;
  private final String parameter;
  private final long first;
  private final Probe probe;

  private Optional<Sample> sample = Optional.empty();
  private boolean shown;

  /** What stands at {@link #FAR}, once looked up. */
  private Optional<Optional<String>> far = Optional.empty();

  /**
   * Creates the check.
   *
   * @param listing the listing's name, free of secrets
   * @param parameter the query parameter that holds the offset
   * @param first the lowest offset to ask for
   * @param probe reads a record
   */
  public OffsetEffect(String listing, String parameter, long first, Probe probe) {
    this.listing = listing;
    this.parameter = parameter;
    this.first = first;
    this.probe = probe;
  }

  /** Whether another record was seen at another offset. */
  public synchronized boolean isShown() {
    return shown;
  }

  /**
   * Takes in the first record of a page.
   *
   * @param offset by which the page was asked for
   * @param identity of the record that came first
   */
  public synchronized void saw(long offset, String identity) {
    if (sample.isEmpty()) {
      sample = Optional.of(new Sample(offset, identity));
    } else if (sample.get().offset() != offset && !sample.get().identity().equals(identity)) {
      shown = true;
    }
  }

  /**
   * Makes sure that the offset has an effect.
   *
   * @param offset by which a page was asked for
   * @param identity of the record that came first
   * @throws SuppressRestartsException around an {@link UnusableOffsetsException}, if it has none
   */
  public synchronized void require(long offset, String identity)
      throws IOException, InterruptedException {
    saw(offset, identity);
    if (shown || offset <= first) {
      return;
    }
    Optional<String> atFirst = refusable(first);
    atFirst.ifPresent(found -> saw(first, found));
    if (atFirst.isPresent() && !shown && isAlsoFar(identity)) {
      throw withoutEffect(first, identity);
    }
    shown = true;
  }

  /**
   * Whether a record that was seen at two offsets stands at all of them; if not, they are twins.
   *
   * @param identity of the record that came first
   */
  public synchronized boolean isAlsoFar(String identity) throws IOException, InterruptedException {
    if (far.isEmpty()) {
      far = Optional.of(refusable(FAR));
    }
    return far.get().equals(Optional.of(identity));
  }

  /** An API that refuses such an offset has understood it. */
  private Optional<String> refusable(long offset) throws IOException, InterruptedException {
    try {
      return probe.at(offset);
    } catch (SuppressRestartsException refused) {
      return Optional.empty();
    }
  }

  /** The failure to throw where the same record stands from {@code offset} on. */
  public SuppressRestartsException withoutEffect(long offset, String identity) {
    return new SuppressRestartsException(
        UnusableOffsetsException.withoutEffect(listing, parameter, identity, offset, FAR));
  }
}
