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
import java.io.IOException;

/** Takes the text of the first scalar value that the key's pointer finds in the record. */
final class KeyIdentityParser extends IdentityParser {

  private final RecordIdentity.Key key;
  private final TokenPointer pointer;
  private int baseDepth;
  private String identity;

  KeyIdentityParser(RecordIdentity.Key key, JsonParser delegate) {
    super(delegate);
    this.key = key;
    this.pointer = new TokenPointer(key.pointer());
  }

  @Override
  void beginRecord(int arrayDepth) {
    baseDepth = arrayDepth;
    identity = null;
  }

  @Override
  String identity() throws RecordFormatException {
    if (identity == null) {
      throw new RecordFormatException(
          "has no text, number or boolean at '%s', which 'record.key' names"
              .formatted(key.pointer()));
    }
    return identity;
  }

  @Override
  void observe(JsonToken token) throws IOException {
    if (identity == null
        && token.isScalarValue()
        && token != JsonToken.VALUE_NULL
        && pointer.matches(delegate.getParsingContext(), baseDepth)) {
      identity = delegate.getText();
    }
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    if (identity == null) {
      return super.skipChildren();
    }
    delegate.skipChildren();
    return this;
  }
}
