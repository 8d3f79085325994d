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
package io.github.flinkcomments.examples.cluster;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Waits for what other processes do, by asking again and again. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(100);

  /** Finds something that may not be there yet. */
  public interface Finder<T> {

    /**
     * Tells what is there now.
     *
     * @throws IOException if that cannot be told at the moment
     */
    Optional<T> find() throws IOException, InterruptedException;
  }

  /** A question that may have to be asked again. */
  public interface Question {

    /**
     * Tells whether it holds now.
     *
     * @throws IOException if there is no answer at the moment
     */
    boolean holds() throws IOException, InterruptedException;
  }

  private Await() {}

  /** Asks until something is there. */
  public static <T> T present(String what, Duration limit, Finder<T> finder)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<IOException> lastFailure = Optional.empty();
    do {
      try {
        Optional<T> seen = finder.find();
        if (seen.isPresent()) {
          return seen.get();
        }
        lastFailure = Optional.empty();
      } catch (IOException e) {
        lastFailure = Optional.of(e);
      }
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    } while (System.nanoTime() < deadline);
    throw new IllegalStateException(
        "Waited %s in vain for %s.".formatted(limit, what), lastFailure.orElse(null));
  }

  /** Asks until it holds. */
  public static void that(String what, Duration limit, Question question)
      throws InterruptedException {
    present(what, limit, () -> question.holds() ? Optional.of(true) : Optional.empty());
  }
}
