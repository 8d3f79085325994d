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
package io.github.flinkcomments.examples.api;

import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;

/** Lets a listing grow by itself. */
final class Growth implements AutoCloseable {

  /** So many comments each time this much has passed. */
  record Pace(Duration interval, int comments) {}

  private final Timer timer = new Timer("comments-growth", true);

  private Growth() {}

  static Growth start(Listing listing, Pace pace) {
    Growth growth = new Growth();
    TimerTask grow =
        new TimerTask() {
          @Override
          public void run() {
            listing.grow(pace.comments());
          }
        };
    growth.timer.scheduleAtFixedRate(grow, pace.interval().toMillis(), pace.interval().toMillis());
    return growth;
  }

  @Override
  public void close() {
    timer.cancel();
  }
}
