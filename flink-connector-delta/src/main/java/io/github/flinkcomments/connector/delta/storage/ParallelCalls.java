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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.annotation.Internal;

/**
 * Does the same with several things, some of them at a time. Not broken off by an interrupt. Safe
 * to use from one thread at a time.
 */
@Internal
public final class ParallelCalls implements AutoCloseable {

  /** What is done with each. */
  @FunctionalInterface
  public interface Call<T, R> {
    R with(T input) throws IOException;
  }

  private final int most;
  private final UninterruptedCalls threads;

  /**
   * Starts no thread yet.
   *
   * @param name of the threads
   * @param most calls at a time; one is made by the calling thread itself
   */
  public ParallelCalls(String name, int most) {
    this.most = most;
    this.threads = new UninterruptedCalls(name);
  }

  /** How many calls are made at a time. */
  public int most() {
    return most;
  }

  /**
   * Comes back when no call is under way any more. After a failure no further one is begun.
   *
   * @return the results, in the order of the inputs
   * @throws IOException the first failure; or a {@link RuntimeException} or {@link Error}, if it is
   *     one
   */
  public <T, R> List<R> map(List<T> inputs, Call<T, R> call) throws IOException {
    Round<T, R> round = new Round<>(inputs, call);
    List<Future<Void>> others = new ArrayList<>();
    for (int worker = 1; worker < Math.min(most, inputs.size()); worker++) {
      others.add(threads.begin(round::run));
    }
    round.run();
    for (Future<Void> other : others) {
      try {
        threads.await(other);
      } catch (ExecutionException e) {
        round.failed(e.getCause());
      }
    }
    return round.results();
  }

  /** Calls that have begun come to their end. */
  @Override
  public void close() {
    threads.close();
  }

  private static final class Round<T, R> {

    private final List<T> inputs;
    private final Call<T, R> call;
    private final List<AtomicReference<R>> results = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Round(List<T> inputs, Call<T, R> call) {
      this.inputs = inputs;
      this.call = call;
      inputs.forEach(input -> results.add(new AtomicReference<>()));
    }

    Void run() {
      try {
        int index = next.getAndIncrement();
        while (index < inputs.size() && failure.get() == null) {
          results.get(index).set(call.with(inputs.get(index)));
          index = next.getAndIncrement();
        }
      } catch (IOException | RuntimeException | Error e) {
        failed(e);
      }
      return null;
    }

    void failed(Throwable e) {
      if (!failure.compareAndSet(null, e)) {
        failure.get().addSuppressed(e);
      }
    }

    List<R> results() throws IOException {
      Throwable failed = failure.get();
      if (failed instanceof IOException e) {
        throw e;
      }
      if (failed instanceof RuntimeException e) {
        throw e;
      }
      if (failed instanceof Error e) {
        throw e;
      }
      return results.stream().map(AtomicReference::get).toList();
    }
  }
}
