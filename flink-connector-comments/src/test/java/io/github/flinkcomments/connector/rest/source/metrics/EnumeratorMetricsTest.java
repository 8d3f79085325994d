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

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.events.EventBuilder;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.runtime.metrics.MetricRegistry;
import org.apache.flink.runtime.metrics.NoOpMetricRegistry;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.GenericMetricGroup;
import org.apache.flink.runtime.metrics.groups.InternalSplitEnumeratorMetricGroup;
import org.apache.flink.runtime.metrics.scope.ScopeFormats;
import org.apache.flink.traces.SpanBuilder;
import org.junit.jupiter.api.Test;

class EnumeratorMetricsTest {

  private final Map<String, Metric> registered = new HashMap<>();
  private final GenericMetricGroup coordinator =
      new GenericMetricGroup(new Recording(), null, "coordinator");

  /** Flink keeps the group for the next enumerator, and refuses a name that is there already. */
  @Test
  void theEnumeratorAfterAFailoverIsShown() {
    EnumeratorMetrics.register(group(), new Fixed(100));
    assertThat(value("end")).isEqualTo(100L);
    assertThat(value("caughtUp")).isEqualTo(1);

    EnumeratorMetrics.register(group(), new Fixed(200));
    assertThat(value("end")).isEqualTo(200L);
    assertThat(value("unassignedSplits")).isEqualTo(201L);
    assertThat(value("unassignedRecords")).isEqualTo(202L);
    assertThat(value("failedPolls")).isEqualTo(203L);
  }

  @Test
  void itsRequestsAreCountedOn() {
    new RequestMetrics(group(), pause -> {}).requestSent();
    new RequestMetrics(group(), pause -> {}).requestSent();
    assertThat(((Counter) registered.get("requests")).getCount()).isEqualTo(2);
  }

  @Test
  void anotherGroupIsAnotherJob() {
    EnumeratorMetrics.register(group(), new Fixed(100));
    EnumeratorMetrics.register(
        new InternalSplitEnumeratorMetricGroup(
            new GenericMetricGroup(NoOpMetricRegistry.INSTANCE, null, "other")),
        new Fixed(200));
    assertThat(value("end")).isEqualTo(100L);
  }

  private SplitEnumeratorMetricGroup group() {
    return new InternalSplitEnumeratorMetricGroup(coordinator);
  }

  private Object value(String name) {
    return ((Gauge<?>) registered.get(name)).getValue();
  }

  private record Fixed(long end) implements EnumeratorMetrics {
    @Override
    public long unassignedSplits() {
      return end + 1;
    }

    @Override
    public long unassignedRecords() {
      return end + 2;
    }

    @Override
    public long frontier() {
      return end;
    }

    @Override
    public boolean caughtUp() {
      return true;
    }

    @Override
    public long failedPolls() {
      return end + 3;
    }
  }

  /** Keeps what is registered: only the first metric of a name is. */
  private final class Recording implements MetricRegistry {
    @Override
    public char getDelimiter() {
      return '.';
    }

    @Override
    public int getNumberReporters() {
      return 0;
    }

    @Override
    public void addSpan(SpanBuilder span, AbstractMetricGroup<?> group) {}

    @Override
    public void addEvent(EventBuilder event, AbstractMetricGroup<?> group) {}

    @Override
    public void register(Metric metric, String name, AbstractMetricGroup<?> group) {
      registered.put(name, metric);
    }

    @Override
    public void unregister(Metric metric, String name, AbstractMetricGroup<?> group) {}

    @Override
    public ScopeFormats getScopeFormats() {
      return NoOpMetricRegistry.INSTANCE.getScopeFormats();
    }
  }
}
