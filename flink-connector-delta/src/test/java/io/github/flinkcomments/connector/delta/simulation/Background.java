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
package io.github.flinkcomments.connector.delta.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What is done on a table while nobody waits for it: at once, or so late that the attempt which
 * wanted it may have been replaced. A seed decides that, and repeats it.
 */
final class Background {

  private final boolean isLate;
  private final List<Runnable> waiting = new ArrayList<>();

  Background(boolean isLate) {
    this.isLate = isLate;
  }

  /** One of many threads. */
  ExecutorService thread() {
    return new AbstractExecutorService() {

      private boolean isShutDown;

      @Override
      public void execute(Runnable task) {
        if (isLate) {
          waiting.add(task);
        } else {
          task.run();
        }
      }

      @Override
      public void shutdown() {
        isShutDown = true;
      }

      @Override
      public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
      }

      @Override
      public boolean isShutdown() {
        return isShutDown;
      }

      @Override
      public boolean isTerminated() {
        return isShutDown;
      }

      /** Nobody waits until it is done: it would never be. */
      @Override
      public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
      }
    };
  }

  /** Does what waits to be done. */
  void catchUp() {
    while (!waiting.isEmpty()) {
      waiting.remove(0).run();
    }
  }
}
