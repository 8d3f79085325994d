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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.http.AttemptException.Kind;
import io.github.flinkcomments.connector.rest.http.RetryPolicy.Decision;
import io.github.flinkcomments.connector.rest.http.RetryPolicy.GiveUp;
import io.github.flinkcomments.connector.rest.http.RetryPolicy.Repeat;
import java.time.Duration;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class RetryPolicyTest {

  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final Optional<Duration> NO_WAIT = Optional.empty();

  @Property
  void attemptsAreBounded(
      @ForAll("options") RetryOptions options,
      @ForAll Kind kind,
      @ForAll boolean answeredBefore,
      @ForAll @IntRange(min = 1, max = 1000) int attempt) {
    Decision decision =
        new RetryPolicy(options, () -> 0.5)
            .decide(kind, NO_WAIT, history(kind, attempt, answeredBefore, FOR_EVER));

    int attempts =
        switch (kind) {
          case PERMANENT -> 1;
          case REFUSED -> answeredBefore ? options.maxAttempts() : 1;
          case NOT_A_PAGE ->
              answeredBefore ? options.maxAttempts() : Math.min(2, options.maxAttempts());
          case TRANSIENT, THROTTLED -> options.maxAttempts();
        };
    assertThat(decision).isInstanceOf(attempt < attempts ? Repeat.class : GiveUp.class);
  }

  @Property
  void timeIsLeftHoweverManyAttemptsThereWere(
      @ForAll Kind kind, @ForAll @LongRange(min = 0, max = 200) long seconds) {
    RetryOptions options =
        new RetryOptions(
            1,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ZERO,
            Duration.ZERO,
            Duration.ZERO,
            Duration.ofSeconds(100));
    Decision decision =
        new RetryPolicy(options, () -> 0.5)
            .decide(kind, NO_WAIT, history(kind, 500, true, Duration.ofSeconds(seconds)));

    long enough =
        switch (kind) {
          case PERMANENT -> 0;
          case REFUSED, NOT_A_PAGE -> 60;
          case TRANSIENT -> 10;
          case THROTTLED -> 100;
        };
    assertThat(decision).isInstanceOf(seconds < enough ? Repeat.class : GiveUp.class);
  }

  @Example
  void serverThatSaysHowLongIsNotWaitedForAnyLonger() {
    assertThat(
            new RetryPolicy(RetryOptions.DEFAULT, () -> 0.99)
                .decide(
                    Kind.THROTTLED,
                    Optional.of(Duration.ofSeconds(1)),
                    history(Kind.THROTTLED, 100, true, Duration.ofMinutes(1))))
        .isEqualTo(new Repeat(Duration.ofSeconds(1)));
  }

  @Property
  void backoffIsDrawnBelowItsBounds(
      @ForAll("options") RetryOptions options,
      @ForAll @IntRange(min = 1, max = 99) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    Duration backoff = backoff(options, attempt, random);

    assertThat(backoff).isGreaterThanOrEqualTo(Duration.ZERO);
    assertThat(backoff).isLessThanOrEqualTo(options.maxBackoff());
    if (attempt < 30) {
      assertThat(backoff)
          .isLessThanOrEqualTo(options.initialBackoff().multipliedBy(1L << (attempt - 1)));
    }
  }

  @Property
  void laterBackoffIsNotShorterForTheSameRandomNumber(
      @ForAll("options") RetryOptions options,
      @ForAll @IntRange(min = 1, max = 98) int attempt,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    assertThat(backoff(options, attempt + 1, random))
        .isGreaterThanOrEqualTo(backoff(options, attempt, random));
  }

  @Property
  void serverIsWaitedForWithinItsBound(
      @ForAll("options") RetryOptions options,
      @ForAll @LongRange(min = 0, max = 900) long seconds) {
    Duration wait = Duration.ofSeconds(seconds);
    Decision decision =
        new RetryPolicy(withAttempts(options, 2), () -> 0.5)
            .decide(
                Kind.THROTTLED, Optional.of(wait), history(Kind.THROTTLED, 1, true, Duration.ZERO));

    if (wait.compareTo(options.maxServerWait()) > 0) {
      assertThat(decision)
          .isInstanceOfSatisfying(
              GiveUp.class, giveUp -> assertThat(giveUp.reason()).contains(seconds + " s"));
    } else {
      assertThat(decision)
          .isInstanceOfSatisfying(
              Repeat.class, repeat -> assertThat(repeat.delay()).isGreaterThanOrEqualTo(wait));
    }
  }

  @Example
  void backoffDoublesUpToItsMaximum() {
    RetryOptions options = RetryOptions.DEFAULT;
    assertThat(backoff(options, 1, 0.5)).isEqualTo(Duration.ofMillis(250));
    assertThat(backoff(options, 2, 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(backoff(options, 3, 0.5)).isEqualTo(Duration.ofSeconds(1));
    assertThat(backoff(options, 8, 0.5)).isEqualTo(Duration.ofSeconds(15));
  }

  private static RequestHistory history(
      Kind kind, int attempts, boolean answeredBefore, Duration duration) {
    return kind == Kind.THROTTLED
        ? new RequestHistory(0, Duration.ZERO, attempts, duration, answeredBefore)
        : new RequestHistory(attempts, duration, 0, Duration.ZERO, answeredBefore);
  }

  private static Duration backoff(RetryOptions options, int attempt, double random) {
    Decision decision =
        new RetryPolicy(withAttempts(options, Integer.MAX_VALUE), () -> random)
            .decide(Kind.TRANSIENT, NO_WAIT, history(Kind.TRANSIENT, attempt, true, Duration.ZERO));
    return ((Repeat) decision).delay();
  }

  private static RetryOptions withAttempts(RetryOptions options, int attempts) {
    return new RetryOptions(
        attempts,
        options.minDuration(),
        options.doubtDuration(),
        options.initialBackoff(),
        options.maxBackoff(),
        options.maxServerWait(),
        options.maxThrottledDuration());
  }

  @Provide
  Arbitrary<RetryOptions> options() {
    Arbitrary<Long> millis = Arbitraries.longs().between(0, 600_000);
    return Combinators.combine(Arbitraries.integers().between(1, 100), millis, millis, millis)
        .as(
            (attempts, a, b, serverWait) ->
                new RetryOptions(
                    attempts,
                    Duration.ofMillis(a),
                    Duration.ofMillis(b),
                    Duration.ofMillis(Math.min(a, b)),
                    Duration.ofMillis(Math.max(a, b)),
                    Duration.ofMillis(serverWait),
                    Duration.ofMillis(a)));
  }
}
