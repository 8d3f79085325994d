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

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.concurrent.ExecutorThreadFactory;

/**
 * The threads that wait for the API, one for each request under way, as long as there are any. They
 * end by themselves when there is nothing to request, and at {@link #close} at once. Whoever
 * submits bounds their number.
 */
final class RequestPool implements AutoCloseable {

  private static final long IDLE_SECONDS = 30;

  private final ThreadPoolExecutor executor;

  RequestPool(int subtask) {
    executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ExecutorThreadFactory("rest-source-request-" + subtask));
  }

  <R> CompletableFuture<R> submit(Callable<R> request) {
    CompletableFuture<R> answer = new CompletableFuture<>();
    if (executor.isShutdown()) {
      return CompletableFuture.failedFuture(new IOException("The source reader was closed."));
    }
    executor.execute(
        () -> {
          try {
            answer.complete(request.call());
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
          }
        });
    return answer;
  }

  /** Requests under way. */
  int active() {
    return executor.getActiveCount();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
