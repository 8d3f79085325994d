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

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * One request under way, which any thread may abort.
 *
 * <p>It is sent on the thread that waits for it. What the JDK's {@code sendAsync} returns is
 * completed on a thread of the common pool, or, with one or two processors, on a new thread for
 * each request, which costs about as much as parsing a page.
 */
final class HttpCall implements AutoCloseable {

  private final PageExchange.Clients clients;
  private final Deadline deadline;
  private final BodyStream body;

  /** The thread that waits for the headers, while it does; guarded by this. */
  private Thread sender;

  /** Guarded by this. */
  private boolean aborted;

  HttpCall(PageExchange.Clients clients, Deadline deadline) {
    this.clients = clients;
    this.deadline = deadline;
    this.body = new BodyStream(deadline);
  }

  /** Sends the request and waits for the headers. To be called once. */
  HttpResponse<InputStream> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    // A time-out of nothing is refused, and this one will do.
    Duration timeLeft = Duration.ofNanos(Math.max(1, deadline.remainingNanos()));
    begin();
    try {
      return clients.get().send(request.timeout(timeLeft).build(), responseInfo -> body);
    } catch (HttpConnectTimeoutException e) {
      throw e;
    } catch (HttpTimeoutException e) {
      throw deadline.exceeded("no headers arrived");
    } catch (InterruptedException e) {
      throwIfAborted();
      throw e;
    } finally {
      end();
    }
  }

  BodyStream body() {
    return body;
  }

  /** Only interrupting it gets a thread out of the JDK's client. */
  void abort() {
    synchronized (this) {
      aborted = true;
      if (sender != null) {
        sender.interrupt();
      }
    }
    body.abort();
  }

  @Override
  public void close() {
    body.close();
  }

  private synchronized void begin() throws BodyStream.AbortedException {
    throwIfAborted();
    sender = Thread.currentThread();
  }

  /** The interrupt of an abort that came too late must not hit whatever the thread does next. */
  private synchronized void end() {
    sender = null;
    if (aborted) {
      Thread.interrupted();
    }
  }

  private synchronized void throwIfAborted() throws BodyStream.AbortedException {
    if (aborted) {
      throw new BodyStream.AbortedException();
    }
  }
}
