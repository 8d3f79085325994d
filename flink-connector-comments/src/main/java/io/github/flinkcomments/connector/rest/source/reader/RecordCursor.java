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
import java.util.Optional;
import javax.annotation.Nullable;

/**
 * A record on its way from a page to the emitter, with what state needs to know of it. One instance
 * is filled again for each record: it is consumed before the next is asked for.
 */
final class RecordCursor<T> {

  private final Optional<String> preceding;
  private @Nullable T record;
  private @Nullable DeadLetter letter;
  private String identity;
  private long offset;
  private long fetchTimeMillis;

  RecordCursor(Optional<String> preceding) {
    this.preceding = preceding;
  }

  void set(
      @Nullable T record,
      @Nullable DeadLetter letter,
      String identity,
      long offset,
      long fetchTimeMillis) {
    this.record = record;
    this.letter = letter;
    this.identity = identity;
    this.offset = offset;
    this.fetchTimeMillis = fetchTimeMillis;
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

  String identity() {
    return identity;
  }

  long offset() {
    return offset;
  }

  long fetchTimeMillis() {
    return fetchTimeMillis;
  }

  /** Identity of the row before the range, as its first request saw it. */
  Optional<String> preceding() {
    return preceding;
  }
}
