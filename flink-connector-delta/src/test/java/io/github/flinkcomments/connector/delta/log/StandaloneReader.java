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
package io.github.flinkcomments.connector.delta.log;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Snapshot;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.data.CloseableIterator;
import io.delta.standalone.data.RowRecord;
import io.github.flinkcomments.connector.delta.testing.WithoutHadoopDefaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;

/** Reads a table with a library that shares no code with Kernel, nor with our file access. */
public final class StandaloneReader {

  private final Snapshot snapshot;

  private StandaloneReader(Snapshot snapshot) {
    this.snapshot = snapshot;
  }

  public static StandaloneReader at(Path table) {
    try (WithoutHadoopDefaults unset = WithoutHadoopDefaults.begin()) {
      return new StandaloneReader(
          DeltaLog.forTable(new Configuration(), table.toString()).update());
    }
  }

  public long version() {
    return snapshot.getVersion();
  }

  public List<AddFile> files() {
    return snapshot.getAllFiles();
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  public <T> List<T> rows(Function<RowRecord, T> view) throws IOException {
    List<T> rows = new ArrayList<>();
    try (WithoutHadoopDefaults unset = WithoutHadoopDefaults.begin();
        CloseableIterator<RowRecord> records = snapshot.open()) {
      while (records.hasNext()) {
        rows.add(view.apply(records.next()));
      }
    }
    return rows;
  }
}
