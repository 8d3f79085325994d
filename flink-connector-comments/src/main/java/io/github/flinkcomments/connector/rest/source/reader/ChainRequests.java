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
package io.github.flinkcomments.connector.rest.source.reader;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.LongSupplier;
import javax.annotation.Nullable;

/**
 * The requests of one chain: those under way, in the order of their pages, and the next one with
 * the time at which it is due. Where the next address is known before the answer, several are under
 * way; their answers are taken in order. Fetcher thread only.
 */
final class ChainRequests<T> {

  /**
   * A request under way.
   *
   * @param page that it asks for
   * @param atEnd whether the listing was known to possibly end before that page
   * @param answer to come
   */
  record Asked<T>(PageAddress page, boolean atEnd, CompletableFuture<AnsweredPage<T>> answer) {

    /** Why there is no answer; empty as long as none is there, or if there is one. */
    Optional<Throwable> failure() {
      return answer.isCompletedExceptionally()
          ? Optional.of(answer.handle((answered, failure) -> unwrapped(failure)).join())
          : Optional.empty();
    }

    private static Throwable unwrapped(Throwable failure) {
      return failure instanceof CompletionException && failure.getCause() != null
          ? failure.getCause()
          : failure;
    }
  }

  private final LongSupplier nanoTime;
  private final Deque<Asked<T>> asked = new ArrayDeque<>();

  /** The page to ask for next; null while that depends on an answer. */
  private @Nullable PageAddress next;

  /** A page to ask for at once, before the answer that {@link #held} has; null if none. */
  private @Nullable PageAddress before;

  /** What was put back until the page before it was asked for again; null if nothing was. */
  private @Nullable Asked<T> held;

  private long dueNanos;

  /** Requests that may be under way at once: doubles with each page that was not the last. */
  private int window = 1;

  ChainRequests(PageAddress first, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.next = first;
    this.dueNanos = nanoTime.getAsLong();
  }

  /** The page to send a request for now, if there is one. */
  Optional<PageAddress> wanted() {
    if (before != null) {
      return Optional.of(before);
    }
    boolean due = mayAsk() && dueNanos - nanoTime.getAsLong() <= 0;
    return due ? Optional.ofNullable(next) : Optional.empty();
  }

  /** How long until a request is due; empty if none is planned. */
  Optional<Duration> untilDue() {
    if (before != null) {
      return Optional.of(Duration.ZERO);
    }
    return mayAsk()
        ? Optional.of(Duration.ofNanos(Math.max(0, dueNanos - nanoTime.getAsLong())))
        : Optional.empty();
  }

  private boolean mayAsk() {
    return next != null && asked.size() < window;
  }

  /**
   * Notes a request that was sent.
   *
   * @param ahead the page behind it, if that is known without the answer
   */
  void sent(Asked<T> request, Optional<PageAddress> ahead) {
    if (before != null) {
      before = null;
      asked.addFirst(request);
      return;
    }
    asked.add(request);
    next = ahead.orElse(null);
  }

  /** Whether the answer that comes first in order is there. */
  boolean isAnswered() {
    return before == null && !asked.isEmpty() && asked.peek().answer().isDone();
  }

  /** The first in order of those under way. */
  Asked<T> first() {
    return asked.element();
  }

  /** Takes out the first in order of those under way. */
  Asked<T> take() {
    Asked<T> first = asked.remove();
    if (first.equals(held)) {
      held = null;
    }
    return first;
  }

  /** Puts an answer back, to take it once more when the page before it was asked for again. */
  void hold(Asked<T> answered, PageAddress pageBefore) {
    asked.addFirst(answered);
    held = answered;
    before = pageBefore;
  }

  /** How many are under way: answers count until they are taken, unless they wait for a request. */
  int inFlight() {
    return before == null
        ? asked.size()
        : (int) asked.stream().filter(request -> !request.answer().isDone()).count();
  }

  /** Drops those under way; their answers are not waited for. */
  void drop() {
    asked.clear();
    before = null;
    held = null;
  }

  /** Drops those under way, and asks for a page alone after a while. */
  void restart(PageAddress page, Duration pause) {
    drop();
    next = page;
    window = 1;
    dueNanos = nanoTime.getAsLong() + pause.toNanos();
  }

  /** Asks for the page behind the one that was answered, unless it was asked for before. */
  void follow(PageAddress page) {
    if (held != null && !held.page().equals(page)) {
      drop();
      next = page;
    }
    if (asked.isEmpty() && next == null) {
      next = page;
    }
  }

  /** Allows twice as many at once, from now on. */
  void widen() {
    window = (int) Math.min(Integer.MAX_VALUE, 2L * window);
    dueNanos = nanoTime.getAsLong();
  }
}
