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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers what it is told. */
final class RecordingObserver implements HttpObserver {

  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger retries = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final List<Duration> pauses = new CopyOnWriteArrayList<>();
  private final List<Duration> announced = new CopyOnWriteArrayList<>();

  @Override
  public void requestSent() {
    requests.incrementAndGet();
  }

  @Override
  public void retryScheduled(Duration wait) {
    retries.incrementAndGet();
  }

  @Override
  public void throttled(Duration pause) {
    pauses.add(pause);
  }

  @Override
  public void pauseAnnounced(Duration pause) {
    announced.add(pause);
  }

  @Override
  public void bytesReceived(long count) {
    bytes.addAndGet(count);
  }

  int requests() {
    return requests.get();
  }

  int retries() {
    return retries.get();
  }

  long bytes() {
    return bytes.get();
  }

  List<Duration> announced() {
    return List.copyOf(announced);
  }

  List<Duration> pauses() {
    return List.copyOf(pauses);
  }
}
