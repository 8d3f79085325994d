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
package io.github.flinkcomments.examples.checkpoint;

import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Deletes the snapshots that a pipeline leaves behind run after run, but for the newest. A run
 * every five minutes leaves 288 savepoints a day otherwise, and each start looks at all of them.
 */
public final class SnapshotCleanUp {

  private final Path directory;
  private final int kept;

  /**
   * @param directory a directory with the snapshots of one pipeline and nothing else
   * @param kept how many of the newest stay
   */
  public SnapshotCleanUp(Path directory, int kept) {
    this.directory = directory;
    this.kept = kept;
  }

  /** Deletes what is older than the snapshots that are kept; call it while no job runs. */
  public void run() throws IOException {
    FileSystem files = directory.getFileSystem();
    List<Snapshot> all = new SnapshotFinder(directory).all();
    for (Snapshot old : all.subList(0, Math.max(0, all.size() - kept))) {
      files.delete(old.directory(), true);
    }
    deleteEmptyRuns(files);
  }

  /** The directories of earlier runs of which no checkpoint is left. */
  private void deleteEmptyRuns(FileSystem files) throws IOException {
    if (!files.exists(directory)) {
      return;
    }
    for (FileStatus run : files.listStatus(directory)) {
      if (run.isDir() && run.getPath().getName().matches("[0-9a-f]{32}") && isEmpty(files, run)) {
        files.delete(run.getPath(), true);
      }
    }
  }

  /** But for what Flink makes for each run and, with checkpoints like ours, leaves empty. */
  private static boolean isEmpty(FileSystem files, FileStatus run) throws IOException {
    for (FileStatus child : files.listStatus(run.getPath())) {
      boolean unused =
          List.of("shared", "taskowned").contains(child.getPath().getName())
              && files.listStatus(child.getPath()).length == 0;
      if (!unused) {
        return false;
      }
    }
    return true;
  }
}
