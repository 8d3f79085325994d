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
package io.github.flinkcomments.examples.testing;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/** Reads a column of whole numbers through Delta Standalone, which shares no code with the sink. */
public final class TableColumn {

  private TableColumn() {}

  /** The values, ascending, as often as they occur. */
  public static List<Integer> read(Path table, String column) throws IOException {
    List<Integer> values = new ArrayList<>();
    try (CloseableIterator<RowRecord> rows =
        DeltaLog.forTable(new Configuration(), table.toString()).update().open()) {
      while (rows.hasNext()) {
        values.add(rows.next().getInt(column));
      }
    }
    Collections.sort(values);
    return values;
  }
}
