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

import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.FoundValue;
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.annotation.Nullable;

/** Walks once through the tokens of one body, and picks up what belongs to the page. */
final class PageWalk<T> {

  /** What to do about a page without the value that has the records. */
  private static final String IF_ABSENT =
      " (correct 'record.pointer'; or, if the API leaves the records of an empty page out, set 'record.absent' = 'empty')";

  private final PageShape<T> shape;
  private final BodyParser parser;
  private final RecordCollector<T> records;
  private final List<RecordTrail> trails;
  private final Map<String, CapturedValue> captured = new HashMap<>();
  private OptionalLong total = OptionalLong.empty();

  PageWalk(PageShape<T> shape, BodyParser parser, PageOrigin origin) {
    this.shape = shape;
    this.parser = parser;
    this.records = new RecordCollector<>(shape, parser, origin);
    this.trails = shape.paths().stream().map(RecordTrail::new).toList();
  }

  /** A body that is JSON, but not of the shape of a page. */
  static final class ShapeException extends IOException {
    private static final long serialVersionUID = 1L;

    ShapeException(String message) {
      super(message);
    }
  }

  /** Says that something else than records is where they should be. */
  static ShapeException notRecords(RecordPath path, String found) {
    String place = path.toString().isEmpty() ? "" : " at '" + path + "'";
    return new ShapeException(
        "The body should have one array of records%s, but has %s".formatted(place, found));
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
    for (RecordTrail trail : trails) {
      Optional<String> lack = trail.lack();
      if (lack.isPresent() && shape.absent() == AbsentRecords.FAIL) {
        throw new ShapeException(lack.get() + IF_ABSENT);
      }
    }
  }

  Page<T> page(long bytes) throws RecordFormatException {
    return records.page(total, captured, bytes);
  }

  private void readToken() throws IOException {
    JsonToken token = parser.currentToken();
    if (!token.isStructStart() && !token.isScalarValue()) {
      return;
    }
    JsonStreamContext context = parser.getParsingContext();
    JsonStreamContext holder = token.isStructStart() ? context.getParent() : context;
    if (readRecords(holder)) {
      return;
    }
    if (shape.total().isPresent() && shape.total().get().matches(holder, 0)) {
      readTotal();
    } else {
      capture(holder);
    }
  }

  private void capture(JsonStreamContext holder) throws IOException {
    for (TokenPointer pointer : shape.captures()) {
      if (pointer.matches(holder, 0)) {
        capture(pointer.toString(), CapturedValue.read(parser));
        return;
      }
    }
  }

  /** Takes a value, and what other pointers find inside it. */
  private void capture(String pointer, CapturedValue value) {
    captured.put(pointer, value);
    for (TokenPointer other : shape.captures()) {
      if (other.toString().startsWith(pointer + "/")) {
        value
            .at(other.toString().substring(pointer.length()))
            .ifPresent(inner -> captured.put(other.toString(), inner));
      }
    }
  }

  /** Reads the value if it is, or has, records. */
  private boolean readRecords(JsonStreamContext holder) throws IOException {
    for (RecordTrail trail : trails) {
      switch (trail.visit(holder)) {
        case RECORDS -> {
          readRecords(trail.path(), trail.path().key(holder));
          return true;
        }
        case ON_THE_WAY -> requireContainer(trail.path());
        case ELSEWHERE -> {}
      }
    }
    return false;
  }

  /** Reads what a path leads to: an array of records, or a record. */
  private void readRecords(RecordPath path, @Nullable String key) throws IOException {
    switch (parser.currentToken()) {
      case START_ARRAY -> records.addElements(key);
      case START_OBJECT -> {
        if (path.hasWildcard() || shape.single()) {
          records.add(key);
        } else {
          requireNoMembers(path);
        }
      }
      case VALUE_NULL -> {
        if (path.endsWithWildcard()) {
          records.add(key);
        } else {
          requireAbsenceAllowed(path, "null");
        }
      }
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        if (!path.hasWildcard()) {
          throw notRecords(path, FoundValue.describe(parser));
        }
        records.add(key);
      }
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("No value begins with " + parser.currentToken());
    }
  }

  /** Some servers write an empty list like that. */
  private void requireNoMembers(RecordPath path) throws IOException {
    if (parser.nextToken() != JsonToken.END_OBJECT) {
      throw notRecords(path, "an object");
    }
    requireAbsenceAllowed(path, "an object without members");
  }

  private void requireAbsenceAllowed(RecordPath path, String found) throws ShapeException {
    if (shape.absent() == AbsentRecords.FAIL) {
      throw notRecords(path, found + IF_ABSENT);
    }
  }

  /** Only what is in an array or object can be elements, or have anything further down the path. */
  private void requireContainer(RecordPath path) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_NULL)) {
      requireAbsenceAllowed(path, "null on the way there");
    } else if (parser.currentToken().isScalarValue()) {
      throw notRecords(path, FoundValue.describe(parser) + " on the way there");
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
