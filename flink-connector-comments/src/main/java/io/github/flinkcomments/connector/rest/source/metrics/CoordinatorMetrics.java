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

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;

/**
 * The metrics of an enumerator, which outlive it: after a failover of the job a new enumerator gets
 * the metric group of the old one, and a metric that is there already cannot be registered again.
 * The old one would stay, and stand still. So what is registered asks whoever has come last.
 *
 * <p>Thread-safe; gauges are read by reporters on threads of their own.
 */
final class CoordinatorMetrics {

  /**
   * By a group below the enumerator's own, of which Flink keeps one instance as long as it keeps
   * the metrics. What is registered there holds the value, so it goes when they do.
   */
  private static final Map<MetricGroup, WeakReference<CoordinatorMetrics>> KNOWN =
      new WeakHashMap<>();

  private static final String MARK = "rest";

  private final MetricGroup group;
  private final Map<String, Supplier<?>> values = new ConcurrentHashMap<>();
  private final Map<String, Counter> counters = new HashMap<>();

  private CoordinatorMetrics(MetricGroup group) {
    this.group = group;
  }

  /** The metrics of a group, whether or not an enumerator has used it before. */
  static CoordinatorMetrics of(MetricGroup group) {
    synchronized (KNOWN) {
      MetricGroup mark = group.addGroup(MARK);
      return Optional.ofNullable(KNOWN.get(mark))
          .map(WeakReference::get)
          .orElseGet(
              () -> {
                CoordinatorMetrics created = new CoordinatorMetrics(group);
                KNOWN.put(mark, new WeakReference<>(created));
                return created;
              });
    }
  }

  /** Shows a value from now on. */
  synchronized <V> void gauge(String name, Supplier<V> value) {
    if (values.put(name, value) == null) {
      group.gauge(name, (Gauge<Object>) () -> values.get(name).get());
    }
  }

  /** The counter of a name, which goes on counting. */
  synchronized Counter counter(String name) {
    return counters.computeIfAbsent(
        name, registered -> group.counter(registered, new HeldCounter(this)));
  }

  /** Keeps all metrics of the group known as long as it is registered. */
  private static final class HeldCounter extends SimpleCounter {

    @SuppressWarnings("unused")
    private final CoordinatorMetrics holder;

    private HeldCounter(CoordinatorMetrics holder) {
      this.holder = holder;
    }
  }
}
