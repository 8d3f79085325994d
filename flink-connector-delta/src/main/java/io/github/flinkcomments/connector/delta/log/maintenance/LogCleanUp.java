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
package io.github.flinkcomments.connector.delta.log.maintenance;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.fs.Path;
import io.delta.kernel.internal.snapshot.MetadataCleanup;
import io.delta.kernel.internal.util.FileNames;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes log entries that are older than {@code delta.logRetentionDuration} and that a log
 * checkpoint stands for, unless {@code delta.enableExpiredLogCleanup} is off. Kernel does it by
 * itself only where it has looked for the newest snapshot, and ours comes from a commit. It also
 * leaves the checksums of those versions.
 */
final class LogCleanUp {

  private LogCleanUp() {}

  /**
   * Lists the log.
   *
   * @return how many files are gone
   */
  static long run(Engine engine, SnapshotImpl table) throws IOException {
    if (!TableConfig.EXPIRED_LOG_CLEANUP_ENABLED.fromMetadata(table.getMetadata())) {
      return 0;
    }
    long retention = TableConfig.LOG_RETENTION.fromMetadata(table.getMetadata());
    long removed =
        MetadataCleanup.cleanupExpiredLogs(
            engine, System::currentTimeMillis, table.getDataPath(), retention);
    List<String> checksums = checksumsOfVersionsThatAreGone(engine, table.getLogPath());
    for (String checksum : checksums) {
      engine.getFileSystemClient().delete(checksum);
    }
    return removed + checksums.size();
  }

  /** The log is listed by version, and within a version checksums come before the entry. */
  private static List<String> checksumsOfVersionsThatAreGone(Engine engine, Path log)
      throws IOException {
    List<String> checksums = new ArrayList<>();
    try (CloseableIterator<FileStatus> files =
        engine.getFileSystemClient().listFrom(FileNames.listingPrefix(log, 0))) {
      while (files.hasNext()) {
        String file = files.next().getPath();
        if (FileNames.isChecksumFile(file)) {
          checksums.add(file);
        }
        if (FileNames.isCommitFile(file) || FileNames.isCheckpointFile(file)) {
          long oldest = FileNames.getFileVersion(new Path(file));
          checksums.removeIf(checksum -> FileNames.checksumVersion(checksum) >= oldest);
          return checksums;
        }
      }
    }
    return List.of();
  }
}
