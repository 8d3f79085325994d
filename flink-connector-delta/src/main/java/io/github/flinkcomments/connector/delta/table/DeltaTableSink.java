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
package io.github.flinkcomments.connector.delta.table;

import io.github.flinkcomments.connector.delta.DeltaSink;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.SinkV2Provider;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;

/** A {@link DeltaSink} as the planner sees it. It takes insertions only. */
record DeltaTableSink(DeltaSink sink, Optional<Integer> parallelism)
    implements DynamicTableSink, SupportsPartitioning {

  @Override
  public ChangelogMode getChangelogMode(ChangelogMode requested) {
    return ChangelogMode.insertOnly();
  }

  @Override
  public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
    return parallelism
        .map(value -> SinkV2Provider.of(sink, value))
        .orElseGet(() -> SinkV2Provider.of(sink));
  }

  /**
   * Nothing: the planner puts the values of {@code PARTITION (a = 'x')} into the rows, where those
   * of all other partition columns are too.
   */
  @Override
  public void applyStaticPartition(Map<String, String> partition) {}

  @Override
  public DynamicTableSink copy() {
    return this;
  }

  @Override
  public String asSummaryString() {
    return "Delta";
  }
}
