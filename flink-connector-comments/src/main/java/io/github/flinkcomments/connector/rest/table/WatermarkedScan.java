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
package io.github.flinkcomments.connector.rest.table;

import io.github.flinkcomments.connector.rest.RestSource;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.connector.ProviderContext;
import org.apache.flink.table.connector.source.DataStreamScanProvider;
import org.apache.flink.table.data.RowData;

/**
 * A scan that makes watermarks where it reads, so that it can be aligned with other sources. The
 * planner's provider for sources has no place for them.
 *
 * @param parallelism of the readers; that of the job if empty
 */
record WatermarkedScan(
    RestSource<RowData> source,
    WatermarkStrategy<RowData> watermarks,
    Optional<Integer> parallelism)
    implements DataStreamScanProvider {

  private static final String UID = "rest-source";

  @Override
  public DataStream<RowData> produceDataStream(
      ProviderContext context, StreamExecutionEnvironment environment) {
    DataStreamSource<RowData> rows = environment.fromSource(source, watermarks, source.toString());
    context.generateUid(UID).ifPresent(rows::uid);
    return rows;
  }

  @Override
  public Optional<Integer> getParallelism() {
    return parallelism;
  }

  @Override
  public boolean isBounded() {
    return source.getBoundedness() == Boundedness.BOUNDED;
  }
}
