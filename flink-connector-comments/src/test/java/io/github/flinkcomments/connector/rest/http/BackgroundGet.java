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

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call of the client on a thread of its own. */
final class BackgroundGet {

  private static final Set<Thread.State> WAITING =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

  private final CompletableFuture<Object> outcome = new CompletableFuture<>();
  private final Thread thread;

  private BackgroundGet(HttpPageClient client, URI uri) {
    thread =
        new Thread(
            () -> {
              try {
                outcome.complete(TestPages.get(client, uri));
              } catch (Throwable e) {
                outcome.completeExceptionally(e);
              }
            },
            "background-get");
    thread.setDaemon(true);
  }

  static BackgroundGet start(HttpPageClient client, URI uri) {
    BackgroundGet get = new BackgroundGet(client, uri);
    get.thread.start();
    return get;
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Waits until the thread waits for something. */
  void awaitWaiting() throws TimeoutException {
    Await.until(() -> WAITING.contains(thread.getState()));
  }

  /** Waits for the end of the call, which must be a failure. */
  Throwable failure() throws InterruptedException, TimeoutException {
    try {
      Object result = outcome.get(30, TimeUnit.SECONDS);
      throw new AssertionError("The call was to fail, but returned " + result);
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }
}
