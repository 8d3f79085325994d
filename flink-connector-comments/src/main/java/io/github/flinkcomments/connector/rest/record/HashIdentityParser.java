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

import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.record.json.TokenPointer;
import java.io.IOException;
import java.util.List;

/** Takes a hash of all tokens of the record, skipped ones included. */
final class HashIdentityParser extends IdentityParser {

  private final ContentHash hash = new ContentHash();

  HashIdentityParser(BodyParser body, List<TokenPointer> keyPointers) {
    super(body, keyPointers);
  }

  @Override
  void beginIdentity(int baseDepth) throws IOException {
    hash.reset();
    observe(currentToken());
  }

  @Override
  String identity() {
    return hash.text();
  }

  @Override
  String identityOfSkipped() {
    return hash.text();
  }

  @Override
  String digest() {
    return hash.text();
  }

  @Override
  void observe(JsonToken token) throws IOException {
    hash.add(token, this);
  }
}
