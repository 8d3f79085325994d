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

import com.fasterxml.jackson.core.JsonPointer;
import io.github.flinkcomments.connector.rest.record.json.JsonLimits;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.annotation.Internal;

/**
 * What a page looks like: where its records are, what they are converted to, by what they are known
 * again, and where the body tells the size of the listing. Immutable.
 *
 * @param <T> type of the records
 */
@Internal
public final class PageFormat<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final RecordFormat<T> recordFormat;

  // The rest is only ever set on a fresh copy, before anybody else sees it.
  private List<String> recordPaths = List.of("");
  private boolean single;
  private AbsentRecords absentRecords = AbsentRecords.FAIL;
  private RecordIdentity identity = new RecordIdentity.ContentHash();

  /** Null if the body does not tell the total; an Optional could not be shipped. */
  private String totalPointer;

  private List<String> keyPointers = List.of();
  private List<String> captures = List.of();
  private boolean digests;
  private ErrorMode errorMode = ErrorMode.FAIL;
  private JsonLimits limits = JsonLimits.DEFAULT;

  private PageFormat(RecordFormat<T> recordFormat) {
    this.recordFormat = recordFormat;
  }

  /**
   * A page whose body is an array of records, which are known by a hash of their content, without a
   * total. A malformed record is an error.
   */
  public static <T> PageFormat<T> of(RecordFormat<T> recordFormat) {
    return new PageFormat<>(recordFormat);
  }

  private PageFormat<T> with(Consumer<PageFormat<T>> change) {
    PageFormat<T> copy = copy(recordFormat);
    change.accept(copy);
    return copy;
  }

  private <R> PageFormat<R> copy(RecordFormat<R> format) {
    PageFormat<R> copy = new PageFormat<>(format);
    copy.recordPaths = recordPaths;
    copy.single = single;
    copy.absentRecords = absentRecords;
    copy.identity = identity;
    copy.totalPointer = totalPointer;
    copy.keyPointers = keyPointers;
    copy.captures = captures;
    copy.digests = digests;
    copy.errorMode = errorMode;
    copy.limits = limits;
    return copy;
  }

  /**
   * The same page, of whose records nothing is read but what identifies them, and a digest of their
   * content. For whoever only wants to know how far a listing reaches: no record is malformed for
   * it, but one without its key.
   */
  public PageFormat<ProbedRecord> forProbes() {
    return copy(ProbedRecord.FORMAT).with(copy -> copy.digests = true);
  }

  /**
   * Sets where in the body the records are.
   *
   * @param path a JSON pointer such as {@code /data/items}, to an array; empty for the body itself.
   *     The segment {@code *} stands for all elements of an array or members of an object, as in
   *     {@code /items/*}
   */
  public PageFormat<T> withRecordsAt(String path) {
    return withRecordsAt(List.of(path));
  }

  /**
   * Sets several places in the body where records are. They follow each other as they do in the
   * body.
   *
   * @throws IllegalArgumentException if one is not a JSON pointer, or some are inside others
   */
  public PageFormat<T> withRecordsAt(List<String> paths) {
    paths.forEach(path -> requirePointer("record.pointer", path));
    for (int i = 0; i < paths.size(); i++) {
      for (String earlier : paths.subList(0, i)) {
        if (new RecordPath(paths.get(i)).overlaps(new RecordPath(earlier))) {
          throw new IllegalArgumentException(
              "The option 'record.pointer' has '%s' and '%s', but one holds the other; leave one out."
                  .formatted(earlier, paths.get(i)));
        }
      }
    }
    return with(copy -> copy.recordPaths = List.copyOf(paths));
  }

  /** Sets whether an object where records should be is one record; if not, it is an error. */
  public PageFormat<T> withSingle(boolean objectIsRecord) {
    return with(copy -> copy.single = objectIsRecord);
  }

  /** Sets what it means if there is nothing where records should be. An error by default. */
  public PageFormat<T> withAbsentRecords(AbsentRecords meaning) {
    return with(copy -> copy.absentRecords = meaning);
  }

  /** Sets by what a record is known again. */
  public PageFormat<T> withIdentity(RecordIdentity newIdentity) {
    return with(copy -> copy.identity = newIdentity);
  }

  /** Sets where in the body the size of the listing is, as a JSON pointer. */
  public PageFormat<T> withTotalAt(String pointer) {
    requirePointer("pagination.total-pointer", pointer);
    return with(copy -> copy.totalPointer = pointer);
  }

  /** Sets where in a record the parts of its sort key are, as JSON pointers. */
  public PageFormat<T> withKeysAt(List<String> pointers) {
    pointers.forEach(pointer -> requirePointer("pagination.key-pointer", pointer));
    return with(copy -> copy.keyPointers = List.copyOf(pointers));
  }

  /**
   * Sets what is picked from the body beside the records.
   *
   * @param pointers JSON pointers to values outside the records, none of them inside another
   */
  public PageFormat<T> withCaptures(List<String> pointers) {
    return with(copy -> copy.captures = List.copyOf(pointers));
  }

  /** Sets what happens to a malformed record. */
  public PageFormat<T> withErrorMode(ErrorMode mode) {
    return with(copy -> copy.errorMode = mode);
  }

  /** Sets how much is read before it is refused. */
  PageFormat<T> withLimits(JsonLimits newLimits) {
    return with(copy -> copy.limits = newLimits);
  }

  /** Returns a new reader, for the use of one thread at a time. */
  public PageReader<T> createReader() {
    return new PageReader<>(this);
  }

  /** Returns how a JSON value becomes a record. */
  public RecordFormat<T> recordFormat() {
    return recordFormat;
  }

  /** Returns whether the whole body may be a record. */
  public boolean readsBodyAsRecord() {
    return single && recordPaths.contains("");
  }

  List<String> recordPaths() {
    return recordPaths;
  }

  boolean single() {
    return single;
  }

  AbsentRecords absentRecords() {
    return absentRecords;
  }

  boolean digests() {
    return digests;
  }

  /** Returns by what a record is known again. */
  public RecordIdentity identity() {
    return identity;
  }

  Optional<String> totalPointer() {
    return Optional.ofNullable(totalPointer);
  }

  List<String> keyPointers() {
    return keyPointers;
  }

  List<String> captures() {
    return captures;
  }

  ErrorMode errorMode() {
    return errorMode;
  }

  JsonLimits limits() {
    return limits;
  }

  private static void requirePointer(String option, String pointer) {
    try {
      JsonPointer.compile(pointer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The option '%s' is '%s', but a JSON pointer starts with '/', like '/data/items'."
              .formatted(option, pointer),
          e);
    }
  }
}
