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
package io.github.flinkcomments.connector.delta;

import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.commit.WriterState;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import io.github.flinkcomments.connector.delta.writer.UnwritableRowException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;

/**
 * Lets Flink drive a {@link RollingDataFileWriter}. All rows are in finished files before a
 * checkpoint; its state is for finding the files that failed attempts leave behind.
 */
final class DeltaSinkWriter
    implements CommittingSinkWriter<RowData, WriteResult>,
        StatefulSinkWriter<RowData, WriterState> {

  private final RollingDataFileWriter files;
  private final String jobId;
  private Set<FileOrigin> restoredWriters;
  private final Counter rows;
  private final Counter bytes;

  /**
   * @param restoredWriters what it goes on with, if it was restored in the same job
   */
  DeltaSinkWriter(
      RollingDataFileWriter files,
      String jobId,
      Set<FileOrigin> restoredWriters,
      SinkWriterMetricGroup metrics) {
    this.files = files;
    this.jobId = jobId;
    this.restoredWriters = restoredWriters;
    this.rows = metrics.getNumRecordsSendCounter();
    this.bytes = metrics.getNumBytesSendCounter();
  }

  @Override
  public void write(RowData row, Context context) throws IOException {
    try {
      files.write(row);
    } catch (UnwritableRowException e) {
      throw new SuppressRestartsException(e); // the row would come again
    }
    rows.inc();
  }

  /** Nothing: files are finished when the checkpoint asks for them, right after this. */
  @Override
  public void flush(boolean endOfInput) {}

  @Override
  public Collection<WriteResult> prepareCommit() throws IOException {
    List<DataFile> finished = files.finish();
    if (finished.isEmpty() && restoredWriters.isEmpty()) {
      return List.of();
    }
    bytes.inc(finished.stream().mapToLong(DataFile::sizeInBytes).sum());
    WriteResult result = new WriteResult(finished, restoredWriters);
    restoredWriters = Set.of();
    return List.of(result);
  }

  /** Comes right after {@link #prepareCommit}, so no file is open. */
  @Override
  public List<WriterState> snapshotState(long checkpoint) {
    return List.of(new WriterState(jobId, files.afterSnapshot()));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
