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

import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * The moment by which a response must have arrived whole.
 *
 * @param timeout from the start to that moment
 * @param nanoTime the moment, as {@link System#nanoTime} will tell it
 */
record Deadline(Duration timeout, long nanoTime) {

  static Deadline after(Duration timeout) {
    return new Deadline(timeout, System.nanoTime() + timeout.toNanos());
  }

  /** Returns the nanoseconds that are left, or nothing positive. */
  long remainingNanos() {
    return nanoTime - System.nanoTime();
  }

  HttpTimeoutException exceeded(String progress) {
    return new HttpTimeoutException(
        "no complete response within %s ms, 'http.request-timeout' (%s)"
            .formatted(timeout.toMillis(), progress));
  }
}
