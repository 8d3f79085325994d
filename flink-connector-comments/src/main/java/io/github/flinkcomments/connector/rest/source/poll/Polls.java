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
package io.github.flinkcomments.connector.rest.source.poll;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.flink.annotation.Internal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The polls of one end of a listing. One that fails does not fail the job, unless none has ever
 * succeeded or they have failed for too long; the log tells when they begin to fail and when they
 * succeed again. One thread at a time.
 */
@Internal
public final class Polls {

  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

  private final String listing;
  private final Duration timeout;
  private final AtomicLong failed;
  private final PollSchedule schedule;

  /**
   * Creates polls the first of which is due at once.
   *
   * @param listing the listing's name, for the log
   * @param interval pause between two polls
   * @param timeout how long polls may fail, one after the other
   * @param failed counts those that fail
   * @param nanoTime the clock
   */
  public Polls(
      String listing,
      Duration interval,
      Duration timeout,
      AtomicLong failed,
      LongSupplier nanoTime) {
    this.listing = listing;
    this.timeout = timeout;
    this.failed = failed;
    this.schedule = new PollSchedule(interval, timeout, nanoTime);
  }

  /** How long to wait for the next poll; not below zero. */
  public Duration untilDue() {
    return schedule.untilDue();
  }

  /** A poll has succeeded. */
  public void succeeded() {
    int failures = schedule.succeeded();
    if (failures > 0) {
      LOG.info("The listing {} answers again, after {} polls that failed.", listing, failures);
    }
  }

  /**
   * A poll has failed.
   *
   * @return whether the next one may succeed; if not, the job has to fail
   */
  public boolean mayFail(IOException failure) {
    failed.incrementAndGet();
    boolean goesOn = schedule.failed();
    if (goesOn && schedule.failures() == 1) {
      LOG.warn(
          "A poll of the listing {} has failed; the next ones are tried for up to {}"
              + " ('scan.poll-failure-timeout'): {}",
          listing,
          timeout,
          failure.getMessage());
    }
    return goesOn;
  }
}
