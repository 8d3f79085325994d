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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Walks once through the tokens of one body, and picks up what belongs to the page. */
final class PageWalk<T> {

  private final PageShape<T> shape;
  private final JsonParser parser;
  private final PageOrigin origin;

  private final List<T> records = new ArrayList<>();
  private final List<String> identities = new ArrayList<>();
  private final NavigableMap<Integer, String> errors = new TreeMap<>();
  private final List<List<String>> keys = new ArrayList<>();
  private final Map<String, CapturedValue> captured = new HashMap<>();
  private OptionalLong total = OptionalLong.empty();
  private boolean recordsFound;

  PageWalk(PageShape<T> shape, JsonParser parser, PageOrigin origin) {
    this.shape = shape;
    this.parser = parser;
    this.origin = origin;
  }

  /** A body that is JSON, but not of the shape of a page. */
  static final class ShapeException extends IOException {
    private static final long serialVersionUID = 1L;

    ShapeException(String message) {
      super(message);
    }
  }

  void readBody() throws IOException {
    if (parser.nextToken() == null) {
      throw new ShapeException("The body is empty");
    }
    readToken();
    while (!parser.getParsingContext().inRoot()) {
      parser.nextToken();
      readToken();
    }
    if (parser.nextToken() != null) {
      throw new ShapeException("The body goes on after the end of its JSON document");
    }
    if (!recordsFound) {
      throw new ShapeException(
          "The body has nothing at '%s', where the records should be".formatted(shape.records()));
    }
  }

  Page<T> page(long bytes) {
    return new Page<>(records, identities, keys, errors, total, captured, bytes);
  }

  private void readToken() throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isStructStart() && !token.isScalarValue()) {
      return;
    }
    JsonStreamContext context = parser.getParsingContext();
    JsonStreamContext holder = token.isStructStart() ? context.getParent() : context;
    if (shape.records().matches(holder, 0)) {
      readRecords();
    } else if (shape.total().isPresent() && shape.total().get().matches(holder, 0)) {
      readTotal();
    } else {
      capture(holder);
    }
  }

  private void capture(JsonStreamContext holder) throws IOException {
    for (TokenPointer pointer : shape.captures()) {
      if (pointer.matches(holder, 0)) {
        captured.put(pointer.toString(), CapturedValue.read(parser));
        return;
      }
    }
  }

  private void readRecords() throws IOException {
    if (recordsFound || !parser.hasToken(JsonToken.START_ARRAY)) {
      throw new ShapeException(
          "The body should have one array of records%s, but has %s"
              .formatted(
                  shape.records().isRoot() ? "" : " at '" + shape.records() + "'",
                  recordsFound ? "several" : FoundValue.describe(parser)));
    }
    recordsFound = true;
    int depth = parser.getParsingContext().getNestingDepth();
    IdentityParser identifying = IdentityParser.create(shape, parser);
    keepRecord();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      readRecord(identifying, depth);
      keepRecord();
    }
  }

  /** So that the next record, or a part of it, can be had as it was sent. */
  private void keepRecord() {
    long position = parser.currentLocation().getByteOffset();
    // It is unknown where the parser found out that the body is in UTF-16 or UTF-32.
    if (position >= 0 && parser.getInputSource() instanceof SourceBytes source) {
      source.keepFrom(position);
    }
  }

  private void readRecord(IdentityParser identifying, int arrayDepth) throws IOException {
    identifying.beginRecord(arrayDepth);
    try {
      T record = shape.recordReader().read(identifying, origin, records.size());
      requireEndOfRecord(arrayDepth);
      if (record == null) {
        throw new RecordFormatException("is null");
      }
      String identity = identifying.identity();
      if (!shape.keys().isEmpty()) {
        keys.add(identifying.key());
      }
      records.add(record);
      identities.add(identity);
    } catch (RecordFormatException e) {
      skip(e.at(origin.describe(records.size())), identifying, arrayDepth);
    }
  }

  /** Only the record is left out. If the page breaks off within it, there is no page. */
  private void skip(RecordFormatException error, IdentityParser identifying, int arrayDepth)
      throws IOException {
    if (shape.errorMode() == ErrorMode.FAIL) {
      throw error;
    }
    identifying.finishRecord(arrayDepth);
    requireEndOfRecord(arrayDepth);
    errors.put(records.size(), error.getMessage());
    records.add(null);
    identities.add(identifying.identityOfSkipped());
    if (!shape.keys().isEmpty()) {
      // Without its key nobody could go on after the record.
      keys.add(identifying.key());
    }
  }

  private void requireEndOfRecord(int arrayDepth) {
    if (parser.getParsingContext().getNestingDepth() != arrayDepth) {
      throw new IllegalStateException(
          "A record reader must leave its parser at the end of the record: "
              + shape.recordReader().getClass().getName());
    }
  }

  private void readTotal() throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      return;
    }
    String text = parser.currentToken().isScalarValue() ? parser.getText() : "";
    if (!text.matches("\\d{1,18}")) {
      throw new ShapeException(
          "The body's total should be a number of records, but is " + FoundValue.describe(parser));
    }
    total = OptionalLong.of(Long.parseLong(text));
  }
}
