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

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.io.Writer;
import javax.annotation.Nullable;

/**
 * The parser of a body, which remembers what the body itself has failed with: that it cannot be
 * read on, or is not JSON. Whatever else goes wrong while a record is read is the matter of that
 * record alone, such as a number that is too large for what it is read into.
 */
sealed class BodyParser extends JsonParserDelegate permits IdentityParser {

  private @Nullable IOException failure;

  BodyParser(JsonParser delegate) {
    super(delegate);
  }

  /**
   * Checks that the body is sound so far, whatever somebody made of the exception that said
   * otherwise.
   *
   * @throws IOException what the body has failed with
   */
  void requireSound() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  private IOException failed(IOException e) {
    failure = e;
    return e;
  }

  @Override
  public JsonToken nextToken() throws IOException {
    try {
      return delegate.nextToken();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public JsonToken nextValue() throws IOException {
    JsonToken token = nextToken();
    return token == JsonToken.FIELD_NAME ? nextToken() : token;
  }

  @Override
  public JsonParser skipChildren() throws IOException {
    try {
      delegate.skipChildren();
      return this;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Texts are read on demand, and all that asks for one comes by here first. */
  @Override
  public void finishToken() throws IOException {
    try {
      delegate.finishToken();
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public String getText() throws IOException {
    finishToken();
    return delegate.getText();
  }

  @Override
  public int getText(Writer writer) throws IOException {
    finishToken();
    return delegate.getText(writer);
  }

  @Override
  public char[] getTextCharacters() throws IOException {
    finishToken();
    return delegate.getTextCharacters();
  }

  @Override
  public int getTextLength() throws IOException {
    finishToken();
    return delegate.getTextLength();
  }

  @Override
  public int getTextOffset() throws IOException {
    finishToken();
    return delegate.getTextOffset();
  }

  @Override
  public String getValueAsString() throws IOException {
    finishToken();
    return delegate.getValueAsString();
  }

  @Override
  public String getValueAsString(String absent) throws IOException {
    finishToken();
    return delegate.getValueAsString(absent);
  }

  @Override
  public byte[] getBinaryValue(Base64Variant variant) throws IOException {
    finishToken();
    return delegate.getBinaryValue(variant);
  }

  /** The body is not for those to close who read a record from it. */
  @Override
  public void close() {}
}
