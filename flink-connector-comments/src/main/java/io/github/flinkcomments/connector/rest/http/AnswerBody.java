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

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Locale;
import java.util.Optional;

/**
 * The body of an answer, decompressed and of a bounded size: as it arrives, or kept in memory where
 * a rule looks at it.
 */
final class AnswerBody {

  private static final JsonMapper JSON = new JsonMapper();

  private final InputStream wire;
  private final String encoding;
  private final Charset charset;
  private final long maxBytes;

  /** Null as long as nobody looks at the whole body. */
  private byte[] kept;

  /** Null until it is asked for. */
  private InputStream decompressed;

  AnswerBody(InputStream wire, HttpHeaders headers, Charset charset, long maxBytes) {
    this.wire = wire;
    this.encoding = headers.firstValue("Content-Encoding").orElse("identity");
    this.charset = charset;
    this.maxBytes = maxBytes;
  }

  /** Returns the body from its beginning, if it is kept, or from where it was read to. */
  InputStream stream() throws IOException {
    if (kept != null) {
      return new ByteArrayInputStream(kept);
    }
    if (decompressed == null) {
      decompressed = new CappedInputStream(decompress(), maxBytes);
    }
    return decompressed;
  }

  String text() throws IOException {
    return new String(bytes(), charset);
  }

  Optional<JsonNode> json() throws IOException {
    try {
      return Optional.of(JSON.readTree(text())).filter(root -> !root.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Returns the body in UTF-8, whatever it is written in. */
  InputStream inUtf8() throws IOException {
    try {
      String text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes()))
              .toString();
      return new ByteArrayInputStream(text.getBytes(UTF_8));
    } catch (CharacterCodingException e) {
      throw new PageFormatException("The body is not text in %s".formatted(charset), e);
    }
  }

  private byte[] bytes() throws IOException {
    if (kept == null) {
      kept = stream().readAllBytes();
    }
    return kept;
  }

  private InputStream decompress() throws PageFormatException {
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> wire;
      case "gzip", "x-gzip" -> new GzipBody(wire);
      default ->
          throw new PageFormatException(
              "the server sent a body in the encoding '%s', but only gzip was asked for"
                  .formatted(encoding));
    };
  }
}
