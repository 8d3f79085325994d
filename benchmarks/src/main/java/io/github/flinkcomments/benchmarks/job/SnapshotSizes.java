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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.examples.checkpoint.ProgressReader;
import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.job.CommentsPipeline;
import io.github.flinkcomments.examples.job.JobDirectories;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Measures the checkpoints of a running job from outside, and the savepoint that it ends with. */
final class SnapshotSizes {

  private static final String METADATA = "_metadata";
  private static final String CHECKPOINT_PREFIX = "chk-";

  private final ProgressReader progress = new ProgressReader(CommentsPipeline.SOURCE_UID);
  private final SnapshotFinder snapshots;
  private Optional<Snapshot> last = Optional.empty();

  SnapshotSizes(JobDirectories directories) {
    this.snapshots = new SnapshotFinder(directories.snapshots());
  }

  /** The newest checkpoint, unless it was measured before or is deleted while it is. */
  Optional<SnapshotSize> nextCheckpoint() {
    try {
      Optional<Snapshot> newest = snapshots.newest().filter(SnapshotSizes::isCheckpoint);
      if (newest.isEmpty() || newest.equals(last)) {
        return Optional.empty();
      }
      SnapshotSize size = measure(newest.get());
      last = newest;
      return Optional.of(size);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The savepoint of a job that is over. */
  SnapshotSize savepoint() throws IOException {
    return measure(snapshots.newest().orElseThrow());
  }

  private static boolean isCheckpoint(Snapshot snapshot) {
    return snapshot.directory().getName().startsWith(CHECKPOINT_PREFIX);
  }

  private SnapshotSize measure(Snapshot snapshot) throws IOException {
    Path directory = snapshot.directory();
    FileSystem files = directory.getFileSystem();
    return new SnapshotSize(
        progress.read(snapshot).done(),
        files.getFileStatus(new Path(directory, METADATA)).getLen(),
        bytesBelow(files, directory));
  }

  private static long bytesBelow(FileSystem files, Path directory) throws IOException {
    long bytes = 0;
    for (FileStatus child : files.listStatus(directory)) {
      bytes += child.isDir() ? bytesBelow(files, child.getPath()) : child.getLen();
    }
    return bytes;
  }
}
