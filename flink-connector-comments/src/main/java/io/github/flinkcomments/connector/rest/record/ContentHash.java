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

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.annotation.Nullable;

/**
 * Takes 128 bits of the SHA-256 of the tokens of one record after the other.
 *
 * <p>Each token goes in as its kind, its text, and an end mark, so that no two records give the
 * same bytes. They are collected first: many small updates would cost more than the hash itself.
 */
final class ContentHash {

  private static final int HASH_BYTES = 16;
  private static final int BUFFER_BYTES = 8192;

  /** Neither a kind of token nor any byte of UTF-8 is this. */
  private static final byte END_OF_TEXT = (byte) 0xFF;

  private final MessageDigest digest;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int buffered;
  private @Nullable String text;

  ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform must offer SHA-256.", e);
    }
  }

  /** Begins anew. */
  void reset() {
    buffered = 0;
    text = null;
    digest.reset();
  }

  /** Takes in the current token of a parser. */
  void add(JsonToken token, JsonParser parser) throws IOException {
    requireRoom(1);
    buffer[buffered++] = (byte) token.id();
    if (token == JsonToken.FIELD_NAME || token.isScalarValue()) {
      append(parser.getText().getBytes(UTF_8));
      requireRoom(1);
      buffer[buffered++] = END_OF_TEXT;
    }
  }

  /**
   * Returns the hash of what came in since the last {@link #reset}, as 32 digits; to be asked for
   * when all has come in.
   */
  String text() {
    if (text == null) {
      flush();
      text = HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
    }
    return text;
  }

  private void append(byte[] text) {
    requireRoom(text.length);
    if (text.length > BUFFER_BYTES) {
      digest.update(text);
    } else {
      System.arraycopy(text, 0, buffer, buffered, text.length);
      buffered += text.length;
    }
  }

  private void requireRoom(int bytes) {
    if (bytes > BUFFER_BYTES - buffered) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer, 0, buffered);
    buffered = 0;
  }
}
