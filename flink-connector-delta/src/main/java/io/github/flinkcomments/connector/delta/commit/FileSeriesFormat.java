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
package io.github.flinkcomments.connector.delta.commit;

import io.github.flinkcomments.connector.delta.log.FileSeries;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Sets of series within the formats of this package: their number, the id of each, in order. */
final class FileSeriesFormat {

  private FileSeriesFormat() {}

  static void write(Set<FileSeries> series, DataOutputSerializer out) throws IOException {
    out.writeInt(series.size());
    for (String id : series.stream().map(FileSeries::id).sorted().toList()) {
      StateFormat.writeText(id, out);
    }
  }

  static Set<FileSeries> read(DataInputDeserializer in) throws IOException {
    int count = StateFormat.readCount(in);
    Set<FileSeries> series = new HashSet<>();
    for (int i = 0; i < count; i++) {
      series.add(new FileSeries(StateFormat.readText(in)));
    }
    return series;
  }
}
