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
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.record.json.JsonText;
import io.github.flinkcomments.connector.rest.record.json.SourceBytes;
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A parser that learns the identity of a record from the tokens which somebody else reads through
 * it. So identity does not depend on what the records are converted to.
 */
abstract sealed class IdentityParser extends BodyParser
    permits KeyIdentityParser, HashIdentityParser {

  private final RecordKeys keys;
  private String mapKey;
  private long start;

  /** Not put on top of the other parser, but beside it: each call would take a step more. */
  IdentityParser(BodyParser body, List<TokenPointer> keyPointers) {
    super(body.delegate());
    this.keys = new RecordKeys(keyPointers);
  }

  static IdentityParser create(PageShape<?> shape, BodyParser body) {
    if (shape.identity() instanceof RecordIdentity.Key key) {
      return new KeyIdentityParser(key, shape, body);
    }
    return new HashIdentityParser(body, shape.keys());
  }

  /**
   * Begins a record, on whose first token the parser stands.
   *
   * @param baseDepth nesting depth of what holds the record
   * @param newMapKey name of the record in a map; null if it is not in one
   */
  final void beginRecord(int baseDepth, @Nullable String newMapKey) throws IOException {
    mapKey = newMapKey;
    start = currentTokenLocation().getByteOffset();
    // Nobody knows the position if the parser found out that the body is in UTF-16 or UTF-32.
    if (start >= 0 && getInputSource() instanceof SourceBytes source) {
      source.keepFrom(start);
    }
    keys.beginRecord(baseDepth);
    keys.observe(currentToken(), this);
    beginIdentity(baseDepth);
  }

  /** The same for the identity alone. */
  abstract void beginIdentity(int baseDepth) throws IOException;

  /** Returns the name of the record in a map; null if it is not in one. */
  final @Nullable String mapKey() {
    return mapKey;
  }

  /** Returns the JSON of the record which was just read to its end, as it was sent. */
  final byte[] json() throws IOException {
    if (start < 0 || !(getInputSource() instanceof SourceBytes source)) {
      throw new RecordFormatException(
          "has no JSON text, since its body is not in the character set that the response names");
    }
    return JsonText.since(start, this, source);
  }

  /** Returns the sort key of the record which was just read to its end. */
  final List<String> key() throws RecordFormatException {
    return keys.key();
  }

  /** Whether the rest of the record says nothing about its sort key. */
  final boolean isKeyComplete() {
    return keys.isComplete();
  }

  /** Returns the identity of the record which was just read to its end. */
  abstract String identity() throws RecordFormatException;

  /**
   * Returns by what a record is known that is skipped, after it was read to its end: its identity
   * if it has one, else a hash of its content.
   */
  abstract String identityOfSkipped();

  /** Returns a hash of the record which was just read to its end, if such hashes are taken. */
  abstract String digest();

  /** Goes on to the last token of a record of which somebody has read a part. */
  final void finishRecord(int baseDepth) throws IOException {
    while (getParsingContext().getNestingDepth() > baseDepth) {
      nextToken();
    }
  }

  /** Takes notice of the current token. */
  abstract void observe(JsonToken token) throws IOException;

  @Override
  public final JsonToken nextToken() throws IOException {
    JsonToken token = super.nextToken();
    if (token != null) {
      keys.observe(token, this);
      observe(token);
    }
    return token;
  }

  /** Skips what says nothing about the record's identity. */
  final void skipUnobserved() throws IOException {
    super.skipChildren();
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    JsonToken token = currentToken();
    if (token == null || !token.isStructStart()) {
      return this;
    }
    int depth = 1;
    while (depth > 0) {
      token = nextToken();
      if (token == null) {
        break;
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      }
    }
    return this;
  }
}
