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

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkcomments.connector.rest.failure.PageFormatException;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import io.github.flinkcomments.connector.rest.response.ErrorMembers;
import io.github.flinkcomments.connector.rest.response.MemberWatch;
import io.github.flinkcomments.connector.rest.response.ResponseFacts;
import io.github.flinkcomments.connector.rest.response.ResponseOptions;
import io.github.flinkcomments.connector.rest.response.ResponseRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A response that is not a redirect: a page, or something else. */
final class Answer implements ResponseFacts {

  private static final int QUOTED_BYTES = 120;

  /** What is left of a body is read up to here, so that its connection can be used again. */
  private static final int MAX_DRAINED_BYTES = 64 * 1024;

  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final InputStream wire;
  private final ContentType contentType;
  private final AnswerBody body;
  private final ResponseOptions options;
  private final Instant arrival;

  Answer(
      HttpResponse<InputStream> response, long maxBodyBytes, ResponseOptions options, Clock clock) {
    this.uri = response.uri();
    this.status = response.statusCode();
    this.headers = response.headers();
    this.wire = response.body();
    this.contentType = ContentType.parse(headers.firstValue("Content-Type").orElse(""));
    this.body = new AnswerBody(wire, headers, contentType.charset().orElse(UTF_8), maxBodyBytes);
    this.options = options;
    this.arrival = clock.instant();
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public List<String> header(String name) {
    return headers.allValues(name);
  }

  @Override
  public String text() throws IOException {
    return body.text();
  }

  @Override
  public Optional<JsonNode> json() throws IOException {
    return body.json();
  }

  /**
   * Makes of the response what it means: by the first rule that matches it, else by its status.
   *
   * @throws AttemptException if it is not a page
   * @throws IOException if the body does not arrive
   */
  <R> R read(ResponseReader<R> reader) throws IOException {
    try {
      Optional<ResponseRule> rule = options.rules().first(this);
      return rule.isPresent() ? readBy(rule.get(), reader) : readByStatus(reader);
    } catch (PageFormatException | GzipBody.CorruptException e) {
      throw failure(Kind.NOT_A_PAGE, e.getMessage(), e);
    } catch (RecordFormatException | CappedInputStream.TooLargeException e) {
      throw failure(Kind.PERMANENT, e.getMessage(), e);
    }
  }

  private <R> R readBy(ResponseRule rule, ResponseReader<R> reader) throws IOException {
    return switch (rule.verdict()) {
      case PAGE -> readPage(reader, List.of());
      case PAST_THE_END -> reader.pastTheEnd(response(body.stream(), UTF_8));
      case SKIP_SLICE -> reader.sliceSkipped(response(body.stream(), UTF_8));
      case RETRY -> throw failure(Kind.TRANSIENT, rule);
      case THROTTLED -> throw failure(Kind.THROTTLED, rule);
      case FAIL -> throw failure(Kind.PERMANENT, rule);
    };
  }

  private <R> R readByStatus(ResponseReader<R> reader) throws IOException {
    if (isSuccess() && status != 204 && status != 205) {
      return readPage(
          reader,
          reader.readsBodyAsRecord() ? ErrorMembers.POINTERS_IN_RECORDS : ErrorMembers.POINTERS);
    }
    if (!isSuccess() && reader.mayLiePastTheEnd(status)) {
      return reader.pastTheEnd(response(body.stream(), UTF_8));
    }
    Kind kind = isSuccess() ? Kind.NOT_A_PAGE : kindOfError();
    String advice = isSuccess() ? "" : reader.advice(status);
    throw failure(
        kind, "the server answered with status %d%s%s".formatted(status, quote(), advice), null);
  }

  /**
   * @param errorPointers members of the body which may tell that it is an error
   */
  private <R> R readPage(ResponseReader<R> reader, List<String> errorPointers) throws IOException {
    Charset charset = requireJson();
    for (String name : options.requiredHeaders()) {
      requirePart(headers.firstValue(name).isPresent(), "header", name);
    }
    List<String> pointers = new ArrayList<>(options.requiredPointers());
    pointers.addAll(errorPointers);
    boolean watchable = ContentType.isLikeAscii(charset);
    InputStream json = watchable ? body.stream() : body.inUtf8();
    MemberWatch watch = new MemberWatch(json, pointers);
    R page = reader.read(response(watch, watchable ? charset : UTF_8));
    for (String pointer : options.requiredPointers()) {
      boolean there = watch.text(pointer).filter(value -> !value.equals("null")).isPresent();
      requirePart(there, "pointer", pointer);
    }
    Optional<String> error =
        errorPointers.isEmpty() ? Optional.empty() : ErrorMembers.find(watch::text);
    if (error.isPresent()) {
      throw failure(
          Kind.NOT_A_PAGE,
          "the server answered with status %d, but its body tells an error (%s); if that is part of a page, say so by a rule in 'response.rules' that leads to page"
              .formatted(status, error.get()),
          null);
    }
    return page;
  }

  /** APIs that take wrong credentials for none answer with fewer records, and no error. */
  private void requirePart(boolean there, String kind, String name) throws AttemptException {
    if (!there) {
      throw failure(
          Kind.REFUSED,
          "the response (status %d) lacks '%s', which option 'response.required-%s' asks for; check the credentials"
              .formatted(status, name, kind),
          null);
    }
  }

  private PageResponse response(InputStream stream, Charset charset) {
    return new PageResponse(uri, status, headers.map(), charset, stream, arrival.toEpochMilli());
  }

  /** Returns the pause that comes with a page which used up a rate limit. */
  Optional<Duration> requestedPause() {
    return isSuccess() ? ServerPause.of(headers, arrival) : Optional.empty();
  }

  /** Reads a short rest of the body, which makes its connection usable for the next request. */
  void drain() throws BodyStream.ReadInterruptedException {
    try {
      wire.readNBytes(MAX_DRAINED_BYTES);
    } catch (BodyStream.ReadInterruptedException e) {
      throw e;
    } catch (IOException e) {
      // The connection is of no use then, and closed with the call.
    }
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

  private Charset requireJson() throws IOException {
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

  /** Returns the beginning of the body for a message; nothing if there is none, or no text. */
  private String quote() throws IOException {
    byte[] start;
    try {
      start = body.stream().readNBytes(QUOTED_BYTES);
      drain();
    } catch (BodyStream.ReadInterruptedException e) {
      throw e;
    } catch (IOException e) {
      return "";
    }
    String text = new String(start, contentType.charset().orElse(UTF_8));
    String line = text.replaceAll("\\s+", " ").replaceAll("[^\\P{C}]", "?").strip();
    return line.isEmpty() ? "" : ": " + line + (start.length < QUOTED_BYTES ? "" : "…");
  }

  private AttemptException failure(Kind kind, ResponseRule rule) throws IOException {
    return failure(
        kind,
        "the server answered with status %d, for which 'response.rules' say '%s'%s"
            .formatted(status, rule, quote()),
        null);
  }

  private AttemptException failure(Kind kind, String message, Throwable cause) {
    return new AttemptException(
        kind, OptionalInt.of(status), ServerPause.of(headers, arrival), message, cause);
  }
}
