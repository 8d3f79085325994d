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

import static io.github.flinkcomments.connector.rest.http.AttemptException.Kind.REFUSED;

import io.github.flinkcomments.connector.rest.request.PageCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Makes single attempts to get a page, redirects included, and tells failures apart. Thread-safe.
 */
final class PageExchange {

  private static final int MAX_REDIRECTS = 5;

  private final Clients clients;
  private final HttpOptions options;
  private final TrustedOrigins trusted;
  private final HttpObserver observer;
  private final Clock clock;
  private final Consumer<Duration> throttle;
  private final Set<HttpCall> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean aborted;

  /** Where the JDK's client comes from. */
  interface Clients {
    HttpClient get() throws IOException;
  }

  /**
   * @param throttle is told how long to pause when a page leaves nothing of a rate limit
   */
  PageExchange(
      Clients clients,
      HttpOptions options,
      TrustedOrigins trusted,
      HttpObserver observer,
      Clock clock,
      Consumer<Duration> throttle) {
    this.clients = clients;
    this.options = options;
    this.trusted = trusted;
    this.observer = observer;
    this.clock = clock;
    this.throttle = throttle;
  }

  /** Asks once, on the calling thread. */
  <R> R attempt(PageCall page, ResponseReader<R> reader)
      throws AttemptException, InterruptedException {
    Deadline deadline = Deadline.after(options.requestTimeout());
    PageCall target = page;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      observer.requestSent();
      HttpCall call = new HttpCall(clients, deadline);
      register(call);
      try (call) {
        HttpResponse<InputStream> response = call.send(request(target));
        Answer answer = new Answer(response, options.maxBodyBytes(), options.response(), clock);
        Optional<PageCall> redirect =
            Redirects.target(target, response.statusCode(), response.headers(), trusted);
        if (redirect.isEmpty()) {
          R result = answer.read(reader);
          answer.requestedPause().ifPresent(throttle);
          answer.drain();
          return result;
        }
        answer.drain();
        target = redirect.get();
      } catch (BodyStream.ReadInterruptedException e) {
        throw new InterruptedException();
      } catch (AttemptException e) {
        throw e;
      } catch (IOException e) {
        throw Unanswered.because(e);
      } finally {
        calls.remove(call);
        observer.bytesReceived(call.body().bytesRead());
      }
    }
    throw new AttemptException(
        REFUSED,
        OptionalInt.empty(),
        "the server redirected more than %d times".formatted(MAX_REDIRECTS),
        null);
  }

  /** Makes all attempts fail, those under way and those to come. */
  void abort() {
    aborted = true;
    calls.forEach(HttpCall::abort);
  }

  private void register(HttpCall call) {
    calls.add(call);
    if (aborted) {
      call.abort();
    }
  }

  private HttpRequest.Builder request(PageCall page) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(page.uri()).method(page.method().name(), body(page));
    request.setHeader("Accept", "application/json");
    request.setHeader("Accept-Encoding", "gzip");
    request.setHeader("User-Agent", options.userAgent());
    if (page.body().isPresent()) {
      request.setHeader("Content-Type", "application/json");
    }
    options
        .authentication()
        .authorization()
        .ifPresent(value -> request.setHeader("Authorization", value));
    options.headers().forEach(request::setHeader);
    page.headers().forEach(request::setHeader);
    return request;
  }

  private static HttpRequest.BodyPublisher body(PageCall page) {
    return page.body()
        .map(HttpRequest.BodyPublishers::ofString)
        .orElseGet(HttpRequest.BodyPublishers::noBody);
  }
}
