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

import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import io.github.flinkcomments.connector.rest.request.PageCall;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gets pages over HTTP, and repeats requests that fail, as {@link RetryOptions} say.
 *
 * <ul>
 *   <li>Network errors, time-outs, 408, 425, 429 and 5xx are repeated.
 *   <li>So is an answer that is not a page (HTML, broken JSON, an error object, no body at all); if
 *       it stays so, the failure is permanent.
 *   <li>Other 4xx, a record of the wrong type, a body beyond the cap and a redirect to another
 *       origin are permanent at once.
 *   <li>A pause that the server asks for ({@code Retry-After}, a used-up {@code X-RateLimit}) holds
 *       <em>all</em> requests of this client back.
 * </ul>
 *
 * <p>Thread-safe. Each call occupies its own thread; the client itself has a few daemon threads,
 * which end with {@link #close}.
 */
@Internal
public final class HttpPageClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpPageClient.class);

  private final RetryOptions retryOptions;
  private final RetryPolicy retryPolicy;
  private final SecretMask secretMask;
  private final HttpObserver observer;
  private final TrustedOrigins trusted;
  private final RequestGate gate;
  private final ServerAllowance allowance = new ServerAllowance();
  private final PauseAnnouncements announcements = new PauseAnnouncements();
  private final OncePer troubles = new OncePer(Duration.ofMinutes(1));
  private final Duration connectTimeout;

  /** When the server gave something to this client; empty until it does. */
  private volatile OptionalLong lastAnswerAt = OptionalLong.empty();

  /** Whether the listing has ever been read, by this client or before it was there. */
  private volatile boolean answeredBefore;

  /** Null until the first request, and after the client was closed; guarded by this. */
  private ClosableHttpClient client;

  private final PageExchange exchange;

  /**
   * Opens a client.
   *
   * @param options how to ask
   * @param home origin of the listing: no request goes anywhere else, unless the options allow it
   * @param observer is told what happens
   * @param answeredBefore whether the listing is known to have been read before: what has worked is
   *     given more time than what never did
   */
  public HttpPageClient(
      HttpOptions options, Origin home, HttpObserver observer, boolean answeredBefore) {
    this.retryOptions = options.retry();
    this.retryPolicy =
        new RetryPolicy(retryOptions, () -> ThreadLocalRandom.current().nextDouble());
    this.gate = new RequestGate(System::nanoTime, () -> ThreadLocalRandom.current().nextDouble());
    this.answeredBefore = answeredBefore;
    this.secretMask = SecretMask.of(options);
    this.observer = observer;
    this.trusted = new TrustedOrigins(home, options.allowedOrigins());
    this.connectTimeout = options.connectTimeout();
    this.exchange =
        new PageExchange(
            this::openClient, options, trusted, observer, Clock.systemUTC(), this::throttle);
  }

  /**
   * Gets a page, and blocks the calling thread until it is read or has failed for good.
   *
   * @param call what to ask for
   * @param position what the page is of the listing, for messages: "offset 200"
   * @param reader reads the response, once for each attempt that gets so far
   * @throws PageRequestException if the call cannot be sent, all attempts failed, or the client was
   *     closed
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <R> R get(PageCall call, String position, ResponseReader<R> reader)
      throws PageRequestException, InterruptedException {
    PageRequest request = new PageRequest(call, position, secretMask);
    request.requireSendable(trusted);
    RequestAttempts attempts = new RequestAttempts();
    long turn = gate.takeTurn();
    Duration backoff = Duration.ZERO;
    while (true) {
      if (!gate.enter(turn, backoff)) {
        throw request.closed(attempts.count());
      }
      try {
        R page = exchange.attempt(call, reader);
        gotAnswer();
        return page;
      } catch (AttemptException failure) {
        attempts.failed(failure.kind(), System.nanoTime());
        if (gate.isClosed()) {
          throw request.closed(attempts.count());
        }
        backoff = waitAfter(request, attempts, failure);
      } finally {
        gate.leave();
      }
    }
  }

  /**
   * Asks once, to find out whether a listing can be read at the moment.
   *
   * @param call what to ask for
   * @param reader reads the response
   * @throws InterruptedException if the calling thread was interrupted
   */
  public boolean answers(PageCall call, ResponseReader<?> reader) throws InterruptedException {
    return getOnce(call, reader).isPresent();
  }

  /**
   * Asks once for what the server need not give.
   *
   * @param call what to ask for
   * @param reader reads the response
   * @return what was read; empty if there was anything else than a page, or no answer
   * @throws InterruptedException if the calling thread was interrupted
   */
  public <R> Optional<R> getOnce(PageCall call, ResponseReader<R> reader)
      throws InterruptedException {
    if (!gate.enter(gate.takeTurn(), Duration.ZERO)) {
      return Optional.empty();
    }
    try {
      R page = exchange.attempt(call, reader);
      gotAnswer();
      return Optional.of(page);
    } catch (AttemptException failure) {
      if (failure.kind() == Kind.THROTTLED) {
        failure.serverWait().ifPresent(this::throttle);
      }
      return Optional.empty();
    } finally {
      gate.leave();
    }
  }

  /**
   * Returns a text from an answer with four asterisks in place of each secret of this client.
   *
   * @param asked the URL that was answered, which may hold more of them
   */
  public String mask(String text, URI asked) {
    return secretMask.with(PageCall.get(asked)).mask(text);
  }

  /** Holds all requests of this client back for the given time from now. */
  public void pauseFor(Duration pause) {
    gate.pauseFor(pause);
  }

  /** Ends all calls under way, closes all connections and ends all threads of this client. */
  @Override
  public void close() {
    gate.close();
    exchange.abort();
    ClosableHttpClient opened;
    synchronized (this) {
      opened = client;
      client = null;
    }
    if (opened != null) {
      opened.close();
    }
  }

  /** A client that never sends a request has no threads that must be ended. */
  private synchronized HttpClient openClient() throws BodyStream.AbortedException {
    if (gate.isClosed()) {
      throw new BodyStream.AbortedException();
    }
    if (client == null) {
      client = new ClosableHttpClient(connectTimeout);
    }
    return client.get();
  }

  /** What the listing answers now has been read before, if not by this client. */
  public void wasAnsweredBefore() {
    answeredBefore = true;
  }

  private void gotAnswer() {
    lastAnswerAt = OptionalLong.of(System.nanoTime());
    answeredBefore = true;
    gate.answered();
    allowance.answered(System.nanoTime()).ifPresent(gate::pauseFor);
  }

  private Duration waitAfter(
      PageRequest request, RequestAttempts attempts, AttemptException failure)
      throws PageRequestException {
    RequestHistory history = attempts.history(System.nanoTime(), lastAnswerAt, answeredBefore);
    RetryPolicy.Decision decision =
        retryPolicy.decide(failure.kind(), failure.serverWait(), history);
    if (decision instanceof RetryPolicy.GiveUp giveUp) {
      throw request.failed(history, failure, giveUp.reason());
    }
    Duration delay = ((RetryPolicy.Repeat) decision).delay();
    observer.retryScheduled(delay);
    if (failure.kind() != Kind.THROTTLED) {
      if (failure.kind() == Kind.TRANSIENT) {
        observer.overloaded();
      }
      if (troubles.isDue(System.nanoTime())) {
        LOG.warn("{} It is repeated.", request.failed(history, failure, ".").getMessage());
      }
      return delay;
    }
    boolean told = failure.serverWait().filter(wait -> !wait.isZero()).isPresent();
    if (told) {
      allowance.refused(delay);
      throttle(delay);
      // The gate holds it back, together with all others.
      return Duration.ZERO;
    }
    observer.overloaded();
    observer.throttled(delay);
    return delay;
  }

  /**
   * A server that wants more patience than we may have gets to say so again to the next request.
   */
  private void throttle(Duration pause) {
    Duration bounded =
        pause.compareTo(retryOptions.maxServerWait()) > 0 ? retryOptions.maxServerWait() : pause;
    observer.throttled(bounded);
    gate.pauseFor(bounded);
    if (announcements.isDue(System.nanoTime(), bounded)) {
      observer.pauseAnnounced(bounded);
    }
  }
}
