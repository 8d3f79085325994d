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
package io.github.flinkcomments.connector.delta.log.entry;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.files.ParsedDeltaData;
import io.delta.kernel.internal.snapshot.LogSegment;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * Goes on from a snapshot to the newest one, over the versions that others have made since. They
 * are looked up one by one, so it costs the same however long the log is; a listing of it, which
 * most stores can only make as a whole, would not.
 *
 * <p>It goes over versions that have changed nothing but files and transactions. What has changed
 * the table is for a listing.
 */
@Internal
public final class LaterVersions {

  /** Behind by more than that, a listing costs less. */
  private static final int MOST_LOOKED_UP = 20;

  private final Engine engine;

  public LaterVersions(Engine engine) {
    this.engine = engine;
  }

  /**
   * The newest snapshot, which is the same one if there is no later version.
   *
   * <p>The entry of the snapshot is looked at last: while it is the file that was seen, what was
   * found after it belongs to the same table.
   *
   * @return nothing if the log has to be listed
   */
  public Optional<CarriedSnapshot> after(CarriedSnapshot carried) throws IOException {
    LogSegment segment = carried.snapshot().getLogSegment();
    Optional<CarriedSnapshot> newest = lookUp(carried, segment);
    return LogFiles.isStill(engine, segment.getDeltaFileAtEndVersion()) ? newest : Optional.empty();
  }

  private Optional<CarriedSnapshot> lookUp(CarriedSnapshot carried, LogSegment segment)
      throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    List<ParsedDeltaData> files = new ArrayList<>();
    for (long version = segment.getVersion() + 1; ; version++) {
      Optional<FileStatus> file =
          LogFiles.status(engine, FileNames.deltaFile(segment.getLogPath(), version));
      if (file.isEmpty()) {
        break;
      }
      if (files.size() == MOST_LOOKED_UP) {
        return Optional.empty();
      }
      LogEntry entry = LogEntries.read(engine, file.get(), version);
      if (entry.changesTable()) {
        return Optional.empty();
      }
      entries.add(entry);
      files.add(ParsedDeltaData.forFileStatus(file.get()));
    }
    return Optional.of(
        entries.isEmpty()
            ? carried
            : withChecksum(carried.after(entries, segment.newWithAddedDeltas(files))));
  }

  /** The same, with the checksum of its version if there is one by now. */
  public CarriedSnapshot withChecksum(CarriedSnapshot carried) throws IOException {
    SnapshotImpl snapshot = carried.snapshot();
    String file = FileNames.checksumFile(snapshot.getLogPath(), snapshot.getVersion()).toString();
    return LogFiles.status(engine, file).map(carried::withChecksum).orElse(carried);
  }
}
