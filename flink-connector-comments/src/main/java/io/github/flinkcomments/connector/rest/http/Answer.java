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

import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import io.github.flinkcomments.connector.rest.record.PageFormatException;
import io.github.flinkcomments.connector.rest.record.RecordFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A response that is no redirect: a page, or the failure that it stands for. */
final class Answer {

  private static final int QUOTED_BYTES = 120;

  /** What is left of a body is read up to here, so that its connection can be used again. */
  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final int status;
  private final HttpHeaders headers;
  private final InputStream body;
  private final long maxBodyBytes;
  private final Instant arrival;

  Answer(HttpResponse<InputStream> response, long maxBodyBytes, Clock clock) {
    this.status = response.statusCode();
    this.headers = response.headers();
    this.body = response.body();
    this.maxBodyBytes = maxBodyBytes;
    this.arrival = clock.instant();
  }

  /**
   * Has the page read.
   *
   * @throws AttemptException if it is none
   * @throws IOException if the body does not arrive
   */
  <R> R read(ResponseReader<R> reader) throws IOException {
    requirePage();
    ContentType contentType = contentType();
    Charset charset = requireJson(contentType);
    PageResponse page =
        new PageResponse(status, headers.map(), charset, decoded(), arrival.toEpochMilli());
    try {
      return reader.read(page);
    } catch (PageFormatException e) {
      throw failure(Kind.NOT_A_PAGE, e.getMessage(), e);
    } catch (GzipBody.CorruptException e) {
      throw failure(Kind.NOT_A_PAGE, e.getMessage(), e);
    } catch (RecordFormatException | CappedInputStream.TooLargeException e) {
      throw failure(Kind.PERMANENT, e.getMessage(), e);
    }
  }

  /** Returns the pause that comes with a page which used up a rate limit. */
  Optional<Duration> requestedPause() {
    return isSuccess() ? ServerPause.of(headers, arrival) : Optional.empty();
  }

  /** Reads a short rest of the body, which makes its connection usable for the next request. */
  void drain() throws BodyStream.ReadInterruptedException {
    try {
      body.readNBytes(MAX_DRAINED_BYTES);
    } catch (BodyStream.ReadInterruptedException e) {
      throw e;
    } catch (IOException e) {
      // The connection is of no use then, and closed with the call.
    }
  }

  private void requirePage() throws IOException {
    if (isSuccess() && status != 204 && status != 205) {
      return;
    }
    Kind kind = isSuccess() ? Kind.NOT_A_PAGE : kindOfError();
    throw failure(kind, "the server answered with status %d%s".formatted(status, quote()), null);
  }

  private boolean isSuccess() {
    return status / 100 == 2;
  }

  private Kind kindOfError() {
    return switch (status) {
      case 429 -> Kind.THROTTLED;
      case 408, 425 -> Kind.TRANSIENT;
      // Some APIs, GitHub's among them, refuse with 403 when the rate limit is used up.
      case 403 -> ServerPause.isExhausted(headers) ? Kind.THROTTLED : Kind.REFUSED;
      case 503 -> headers.firstValue("Retry-After").isPresent() ? Kind.THROTTLED : Kind.TRANSIENT;
      default -> status >= 500 ? Kind.TRANSIENT : Kind.REFUSED;
    };
  }

  private ContentType contentType() {
    return ContentType.parse(headers.firstValue("Content-Type").orElse(""));
  }

  private Charset requireJson(ContentType contentType) throws IOException {
    if (!contentType.mayBeJson()) {
      throw failure(
          Kind.NOT_A_PAGE,
          "the server sent %s (status %d) instead of JSON%s"
              .formatted(contentType.mediaType(), status, quote()),
          null);
    }
    return contentType
        .charset()
        .orElseThrow(
            () ->
                failure(
                    Kind.NOT_A_PAGE,
                    "the server names a character set that Java does not know, '%s'"
                        .formatted(contentType.charsetName().orElse("")),
                    null));
  }

  private InputStream decoded() throws IOException {
    String encoding = headers.firstValue("Content-Encoding").orElse("identity");
    InputStream plain =
        switch (encoding.strip().toLowerCase(Locale.ROOT)) {
          case "identity", "" -> body;
          case "gzip", "x-gzip" -> new GzipBody(body);
          default ->
              throw failure(
                  Kind.NOT_A_PAGE,
                  "the server sent a body in the encoding '%s', but only gzip was asked for"
                      .formatted(encoding),
                  null);
        };
    return new CappedInputStream(plain, maxBodyBytes);
  }

  /** Returns the beginning of the body for a message; nothing if there is none, or no text. */
  private String quote() throws IOException {
    byte[] start;
    try {
      start = decoded().readNBytes(QUOTED_BYTES);
      drain();
    } catch (BodyStream.ReadInterruptedException e) {
      throw e;
    } catch (IOException e) {
      return "";
    }
    String text = new String(start, contentType().charset().orElse(UTF_8));
    String line = text.replaceAll("\\s+", " ").replaceAll("[^\\P{C}]", "?").strip();
    return line.isEmpty() ? "" : ": " + line + (start.length < QUOTED_BYTES ? "" : "…");
  }

  private AttemptException failure(Kind kind, String message, Throwable cause) {
    return new AttemptException(
        kind, OptionalInt.of(status), ServerPause.of(headers, arrival), message, cause);
  }
}
