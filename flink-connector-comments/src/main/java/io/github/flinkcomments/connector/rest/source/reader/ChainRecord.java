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

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import javax.annotation.Nullable;

/**
 * A record on its way from a page to the emitter, or the news that a chain has met its end for the
 * first time. One instance is filled again for each record: it is consumed before the next is asked
 * for.
 */
final class ChainRecord<T> {

  private @Nullable T record;
  private @Nullable DeadLetter letter;
  private @Nullable ChainPage place;
  private int index;
  private boolean omitted;
  private long fetchTimeMillis;

  void set(
      @Nullable T newRecord,
      @Nullable DeadLetter newLetter,
      ChainPage page,
      int at,
      boolean isOmitted,
      long fetchTime) {
    record = newRecord;
    letter = newLetter;
    place = page;
    index = at;
    omitted = isOmitted;
    fetchTimeMillis = fetchTime;
  }

  void setCaughtUp() {
    place = null;
    record = null;
    letter = null;
  }

  /** Whether there is no record, but the chain has met its end. */
  boolean isCaughtUp() {
    return place == null;
  }

  /** The record; null if it is malformed and is to be skipped. */
  @Nullable
  T record() {
    return record;
  }

  /** What is to be kept of a record that is skipped; null if nothing. */
  @Nullable
  DeadLetter letter() {
    return letter;
  }

  /** Whether it was emitted before, so that only the position moves. */
  boolean isOmitted() {
    return omitted;
  }

  ChainPage place() {
    return place;
  }

  int index() {
    return index;
  }

  long fetchTimeMillis() {
    return fetchTimeMillis;
  }
}
