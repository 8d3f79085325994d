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
package io.github.flinkcomments.examples.pipeline;

import java.util.OptionalLong;

/**
 * How far one source is in this run: all that the program wants to know of a source.
 *
 * <p>A source that is to be caught up with shows the gauge {@code caughtUp} of its enumerator: 1
 * once everything that was there at the start of this run has been handed downstream, else 0. How
 * it pages does not matter. {@code frontier} and {@code end} are shown by listings with offsets.
 *
 * @param name the source's table
 * @param caughtUp whether everything that was there at the start was handed downstream
 * @param done how many records were read, those of earlier runs included where positions are
 *     offsets
 * @param known how many there are known to be; empty where nothing tells
 * @param handedOut how many were handed to readers; empty where positions are not offsets. What was
 *     handed out a moment ago counts as done until its reader has heard of it.
 * @param leftOut malformed records that were not handed downstream, since the tasks have started
 */
record SourceProgress(
    String name,
    boolean caughtUp,
    long done,
    OptionalLong known,
    OptionalLong handedOut,
    long leftOut) {

  /** What is sure to be done if so many records had been handed out before. */
  SourceProgress since(long handedOutBefore) {
    long unsure = Math.max(0, handedOut.orElse(0) - handedOutBefore);
    return withDone(handedOut.isPresent() ? Math.max(0, done - unsure) : done);
  }

  /** The same with another number of records. */
  SourceProgress withDone(long records) {
    return new SourceProgress(name, caughtUp, records, known, handedOut, leftOut);
  }

  /** The same with at least so many records left out. */
  SourceProgress withLeftOut(long least) {
    return new SourceProgress(name, caughtUp, done, known, handedOut, Math.max(least, leftOut));
  }

  /** Whether anything is known of the listing yet; it takes the first answer of the API. */
  boolean isUnderWay() {
    return done > 0 || known.orElse(0) > 0;
  }
}
