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
package io.github.flinkcomments.examples.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.SerializedThrowable;

/** Finds what happened in an exception that Flink wrapped several times. */
public final class FailureCause {

  private static final String OUR_CODE = "io.github.flinkcomments.";

  private FailureCause() {}

  /**
   * The message of the outermost exception that our own code threw, or ends a job with, which knows
   * the URL, the position and the way out; else the innermost message, around which everything was
   * wrapped.
   */
  public static String of(Throwable failure) {
    List<Throwable> chain = chain(failure);
    return chain.stream()
        .filter(cause -> cause.getClass().getName().startsWith(OUR_CODE))
        .findFirst()
        .or(() -> endOfTheJob(chain))
        .map(Throwable::getMessage)
        .orElseGet(() -> innermostMessage(chain));
  }

  /** What was said to be of no use to repeat. */
  private static Optional<Throwable> endOfTheJob(List<Throwable> chain) {
    return IntStream.range(1, chain.size())
        .filter(cause -> chain.get(cause - 1) instanceof SuppressRestartsException)
        .<Throwable>mapToObj(chain::get)
        .findFirst();
  }

  /** The messages of a failure and of all its causes, from outside in. */
  public static List<String> messages(Throwable failure) {
    return chain(failure).stream().map(cause -> String.valueOf(cause.getMessage())).toList();
  }

  private static String innermostMessage(List<Throwable> chain) {
    List<Throwable> fromInside = new ArrayList<>(chain);
    Collections.reverse(fromInside);
    return fromInside.stream()
        .map(Throwable::getMessage)
        .filter(message -> message != null && !message.isBlank())
        .findFirst()
        .orElseGet(() -> fromInside.get(0).toString());
  }

  private static List<Throwable> chain(Throwable failure) {
    List<Throwable> chain = new ArrayList<>();
    Throwable next = failure;
    while (next != null && !chain.contains(next)) {
      // Failures come from a cluster serialized, so that they can be shown without their classes.
      Throwable cause = SerializedThrowable.get(next, FailureCause.class.getClassLoader());
      chain.add(cause);
      next = cause.getCause();
    }
    return chain;
  }
}
