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

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.SourceBytes;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Collects the records of one page. Whatever is wrong with a record that its format reads, is wrong
 * with that record alone, as long as the body is sound.
 */
final class RecordCollector<T> {

  private final PageShape<T> shape;
  private final BodyParser parser;
  private final PageOrigin origin;
  private final IdentityParser identifying;

  private final List<T> records = new ArrayList<>();
  private final List<String> identities = new ArrayList<>();
  private final List<String> digests = new ArrayList<>();
  private final List<List<String>> keys = new ArrayList<>();
  private final NavigableMap<Integer, String> errors = new TreeMap<>();
  private final Map<Integer, DeadLetter> letters = new HashMap<>();

  RecordCollector(PageShape<T> shape, BodyParser parser, PageOrigin origin) {
    this.shape = shape;
    this.parser = parser;
    this.origin = origin;
    this.identifying = IdentityParser.create(shape, parser);
  }

  /**
   * Reads the elements of the array on whose first token the parser stands, each as a record.
   *
   * @param mapKey name of the array in a map; null if it is not in one
   */
  void addElements(@Nullable String mapKey) throws IOException {
    int depth = parser.getParsingContext().getNestingDepth();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      read(depth, mapKey);
    }
  }

  /**
   * Reads the value on whose first token the parser stands as one record.
   *
   * @param mapKey name of the value in a map; null if it is not in one
   */
  void add(@Nullable String mapKey) throws IOException {
    int depth = parser.getParsingContext().getNestingDepth();
    read(parser.currentToken().isStructStart() ? depth - 1 : depth, mapKey);
  }

  Page<T> page(OptionalLong total, Map<String, CapturedValue> captured, long bytes)
      throws RecordFormatException {
    shape.recordReader().endOfPage(origin);
    return new Page<>(records, identities, digests, keys, errors, letters, total, captured, bytes);
  }

  private void read(int holderDepth, @Nullable String mapKey) throws IOException {
    identifying.beginRecord(holderDepth, mapKey);
    try {
      T record = shape.recordReader().read(identifying, origin, records.size());
      identifying.requireSound();
      requireEndOfRecord(holderDepth);
      if (record == null) {
        throw new RecordFormatException("is null");
      }
      if (hasOverlongSequences()) {
        throw new RecordFormatException("has bytes that are not UTF-8: an overlong sequence");
      }
      String identity = identifying.identity();
      if (!shape.keys().isEmpty()) {
        keys.add(identifying.key());
      }
      records.add(record);
      identities.add(identity);
      addDigest();
    } catch (StreamConstraintsException | ReaderPositionException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      identifying.requireSound();
      skip(malformed(e), holderDepth);
    }
  }

  private static RecordFormatException malformed(Exception e) {
    return e instanceof RecordFormatException malformed
        ? malformed
        : new RecordFormatException("", "cannot be read: " + e, e);
  }

  /** Only the record is left out. If the page breaks off within it, there is no page. */
  private void skip(RecordFormatException error, int holderDepth) throws IOException {
    int index = records.size();
    RecordFormatException located = error.at(origin.describe(index));
    if (shape.errorMode() == ErrorMode.FAIL) {
      throw located;
    }
    identifying.finishRecord(holderDepth);
    requireEndOfRecord(holderDepth);
    hasOverlongSequences(); // They are those of this record, not of the next one.
    errors.put(index, located.getMessage());
    if (shape.errorMode() == ErrorMode.DEAD_LETTER) {
      letters.put(index, letter(error, index));
    }
    records.add(null);
    identities.add(identifying.identityOfSkipped());
    addDigest();
    if (!shape.keys().isEmpty()) {
      // Without its key nobody could go on after the record.
      keys.add(identifying.key());
    }
  }

  /** Takes note of them, up to the end of the record, where the parser stands. */
  private boolean hasOverlongSequences() throws IOException {
    if (!(identifying.getInputSource() instanceof SourceBytes source)
        || source.overlong().isEmpty()) {
      return false;
    }
    identifying.finishToken();
    return source.overlong().takeBefore(identifying.currentLocation().getByteOffset());
  }

  private DeadLetter letter(RecordFormatException error, int index) throws IOException {
    return new DeadLetter(
        MaskedUri.of(origin.uri()),
        origin.positionOf(index),
        error.asClause(),
        new String(identifying.json(), UTF_8));
  }

  private void addDigest() {
    if (shape.digests()) {
      digests.add(identifying.digest());
    }
  }

  private void requireEndOfRecord(int holderDepth) {
    if (parser.getParsingContext().getNestingDepth() != holderDepth) {
      throw new ReaderPositionException(
          "A record reader must leave its parser at the end of the record: "
              + shape.recordReader().getClass().getName());
    }
  }

  /** A reader that does not keep to its contract: where the next record begins is unknown. */
  private static final class ReaderPositionException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    ReaderPositionException(String message) {
      super(message);
    }
  }
}
