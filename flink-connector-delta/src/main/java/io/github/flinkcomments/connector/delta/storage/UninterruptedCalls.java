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
package io.github.flinkcomments.connector.delta.storage;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.annotation.Internal;

/**
 * Calls to a store, on threads that nobody interrupts. Clients of stores give a call up when its
 * thread is interrupted, as Flink does with the threads of cancelled tasks; a commit must not be
 * broken off by that. Safe to use from any number of threads.
 */
@Internal
public final class UninterruptedCalls implements AutoCloseable {

  private static final int IDLE_SECONDS = 10;

  private final ExecutorService threads;

  /**
   * Starts no thread yet. Those that it has are daemons, and end after ten seconds without work.
   *
   * @param name of the threads
   */
  public UninterruptedCalls(String name) {
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
  }

  /** Begins a call, to be given to {@link #await}. */
  public <T> Future<T> begin(Callable<T> call) {
    return threads.submit(call);
  }

  /**
   * Waits for a call to end, even if this thread is interrupted; it is interrupted again then.
   *
   * @throws ExecutionException whose cause is what the call has thrown
   */
  public <T> T await(Future<T> call) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Calls that have begun come to their end. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
