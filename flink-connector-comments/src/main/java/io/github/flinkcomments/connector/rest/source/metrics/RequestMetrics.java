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
package io.github.flinkcomments.connector.rest.source.metrics;

import io.github.flinkcomments.connector.rest.http.HttpObserver;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;

/**
 * Counts what a client asks of the API: {@code requests}, {@code retries}, {@code throttled} and
 * {@code numBytesIn}. Called by the threads that send requests, hence synchronized.
 */
@Internal
public final class RequestMetrics implements HttpObserver {

  private final Counter requests;
  private final Counter retries;
  private final Counter throttled;
  private final Counter bytesIn;
  private final Consumer<Duration> throttleListener;
  private final Runnable overloadListener;

  /**
   * Counts for a reader.
   *
   * @param throttleListener told how long the server wants no request
   * @param overloadListener told when the server refuses a request or fails
   */
  public RequestMetrics(
      SourceReaderMetricGroup group,
      Consumer<Duration> throttleListener,
      Runnable overloadListener) {
    this(
        group::counter,
        group.getIOMetricGroup().getNumBytesInCounter(),
        throttleListener,
        overloadListener);
  }

  /**
   * Counts for the enumerator.
   *
   * @param throttleListener told how long the server wants no request
   */
  public RequestMetrics(SplitEnumeratorMetricGroup group, Consumer<Duration> throttleListener) {
    this(CoordinatorMetrics.of(group), throttleListener);
  }

  private RequestMetrics(CoordinatorMetrics metrics, Consumer<Duration> throttleListener) {
    this(metrics::counter, metrics.counter("numBytesIn"), throttleListener, () -> {});
  }

  private RequestMetrics(
      Function<String, Counter> counters,
      Counter bytesIn,
      Consumer<Duration> throttleListener,
      Runnable overloadListener) {
    this.requests = counters.apply("requests");
    this.retries = counters.apply("retries");
    this.throttled = counters.apply("throttled");
    this.bytesIn = bytesIn;
    this.throttleListener = throttleListener;
    this.overloadListener = overloadListener;
  }

  @Override
  public void overloaded() {
    overloadListener.run();
  }

  @Override
  public synchronized void requestSent() {
    requests.inc();
  }

  @Override
  public synchronized void retryScheduled(Duration wait) {
    retries.inc();
  }

  @Override
  public synchronized void throttled(Duration pause) {
    throttled.inc();
  }

  @Override
  public void pauseAnnounced(Duration pause) {
    throttleListener.accept(pause);
  }

  @Override
  public synchronized void bytesReceived(long bytes) {
    bytesIn.inc(bytes);
  }
}
