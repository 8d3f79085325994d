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
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.io.IOException;
import java.util.Objects;
import javax.annotation.Nullable;

/**
 * Takes the text of the first scalar value that the key's pointer finds in the record.
 *
 * <p>Where records without a key are skipped, they have to be known by their content: there the
 * tokens are hashed as well until the key is found. Keys mostly come first, so there is little to
 * hash. Where digests are taken, all tokens are hashed.
 */
final class KeyIdentityParser extends IdentityParser {

  private final RecordIdentity.Key key;
  private final TokenPointer pointer;

  /** Null where nobody asks for it: a record without a key is an error, and there is no digest. */
  private final @Nullable ContentHash hash;

  private final boolean digests;

  private int baseDepth;
  private String identity;

  KeyIdentityParser(RecordIdentity.Key key, PageShape<?> shape, BodyParser body) {
    super(body, shape.keys());
    this.key = key;
    this.digests = shape.digests();
    this.hash = digests || shape.errorMode() != ErrorMode.FAIL ? new ContentHash() : null;
    this.pointer = new TokenPointer(key.pointer());
  }

  @Override
  void beginIdentity(int arrayDepth) throws IOException {
    baseDepth = arrayDepth;
    identity = null;
    if (hash != null) {
      hash.reset();
      hash.add(currentToken(), this);
    }
  }

  @Override
  String identity() throws RecordFormatException {
    if (identity == null) {
      throw new RecordFormatException(
          "has no text, number or boolean at '%s', which 'record.key-pointer' names"
              .formatted(key.pointer()));
    }
    return identity;
  }

  @Override
  String identityOfSkipped() {
    return identity == null ? Objects.requireNonNull(hash).text() : identity;
  }

  @Override
  String digest() {
    return Objects.requireNonNull(hash).text();
  }

  @Override
  void observe(JsonToken token) throws IOException {
    if (hash != null && (digests || identity == null)) {
      hash.add(token, this);
    }
    if (identity != null) {
      return;
    }
    if (token.isScalarValue()
        && token != JsonToken.VALUE_NULL
        && pointer.matches(getParsingContext(), baseDepth)) {
      identity = getText();
    }
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (identity == null || digests || !isKeyComplete()) {
      return super.skipChildren();
    }
    skipUnobserved();
    return this;
  }
}
