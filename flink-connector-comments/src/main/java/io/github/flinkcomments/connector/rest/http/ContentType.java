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
package io.github.flinkcomments.connector.rest.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of a {@code Content-Type} header. Pure.
 *
 * @param mediaType type and subtype in lower case; empty if there is none
 * @param charsetName as given by the server
 */
record ContentType(String mediaType, Optional<String> charsetName) {

  private static final byte[] MARKS = "{\"[:,]\\}".getBytes(US_ASCII);

  /** JSON, also under the names of vendors and with a version: {@code x-amz-json-1.0}. */
  private static final Pattern JSON =
      Pattern.compile("(?:application|text)/(?:[^/]*[.+-])?json(?:-[0-9.]+)?");

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

  static ContentType parse(String value) {
    String mediaType = value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    Matcher charset = CHARSET.matcher(value);
    return new ContentType(
        mediaType, charset.find() ? Optional.of(charset.group(1)) : Optional.empty());
  }

  /**
   * Returns whether a body of this type may be JSON. Servers that say nothing, or "plain text", are
   * believed to mean it; whoever says HTML is taken at his word.
   */
  boolean mayBeJson() {
    return mediaType.isEmpty()
        || mediaType.equals("text/plain")
        || mediaType.endsWith("+json")
        || JSON.matcher(mediaType).matches();
  }

  /**
   * Returns the character set, UTF-8 if none is named; empty if Java does not know the one named.
   */
  Optional<Charset> charset() {
    try {
      return Optional.of(charsetName.map(Charset::forName).orElse(UTF_8));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  /** Whether the characters of ASCII are single bytes, and those the ones of ASCII. */
  static boolean isLikeAscii(Charset charset) {
    return charset.equals(UTF_8) || new String(MARKS, charset).equals(new String(MARKS, US_ASCII));
  }
}
