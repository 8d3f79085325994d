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
package io.github.flinkcomments.connector.rest.record;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/**
 * A page that was read to its very end.
 *
 * @param records the records in the order of the listing; null where one is malformed
 * @param identities the identity of each record, in the same order
 * @param digests a hash of the content of each record, in the same order; none at all where they
 *     are not taken
 * @param keys the parts of the sort key of each record, in the same order; none at all where
 *     records have no sort key
 * @param errors what is wrong with each malformed record, by its index; a sentence
 * @param letters the malformed records themselves, by their index; only in {@link
 *     ErrorMode#DEAD_LETTER}
 * @param total number of records in the whole listing, if the body tells
 * @param captured what else was picked from the body, by its JSON pointer; what the body lacks is
 *     not in it
 * @param bytes size of the body, decompressed
 * @param <T> type of the records
 */
@Internal
public record Page<T>(
    List<T> records,
    List<String> identities,
    List<String> digests,
    List<List<String>> keys,
    NavigableMap<Integer, String> errors,
    Map<Integer, DeadLetter> letters,
    OptionalLong total,
    Map<String, CapturedValue> captured,
    long bytes) {

  public Page {
    if (records.size() != identities.size()) {
      throw new IllegalArgumentException(
          "%d records cannot have %d identities.".formatted(records.size(), identities.size()));
    }
  }

  /** A page without records, for where there was none. */
  public static <T> Page<T> empty() {
    return new Page<>(
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new TreeMap<>(),
        Map.of(),
        OptionalLong.empty(),
        Map.of(),
        0);
  }

  /** Returns how many records the page has, malformed ones included. */
  public int size() {
    return records.size();
  }

  /** Returns whether the page has no record at all. */
  public boolean isEmpty() {
    return records.isEmpty();
  }

  /** Returns the record at the given index in this page; null if it is malformed. */
  public @Nullable T record(int index) {
    return records.get(index);
  }

  /** Returns what is to be kept of the malformed record at the given index; null if nothing. */
  public @Nullable DeadLetter letter(int index) {
    return letters.get(index);
  }

  /** Returns the identity of the record at the given index in this page. */
  public String identity(int index) {
    return identities.get(index);
  }

  /** Returns a hash of the content of the record at the given index, if such hashes are taken. */
  public Optional<String> digest(int index) {
    return digests.isEmpty() ? Optional.empty() : Optional.of(digests.get(index));
  }
}
