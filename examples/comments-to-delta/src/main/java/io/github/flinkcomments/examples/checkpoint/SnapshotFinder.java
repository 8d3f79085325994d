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

import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.filesystem.AbstractFsCheckpointStorageAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a job can go on from in a directory that belongs to it alone, or is a snapshot itself.
 *
 * <p>Flink writes the checkpoints of each run below the run's own id, {@code JOB-ID/chk-N}, and
 * savepoints directly into the directory, {@code savepoint-…}. Both are complete when their {@code
 * _metadata} can be read, which is written last; half-written ones are passed over.
 */
public final class SnapshotFinder {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFinder.class);

  /**
   * A running job deletes a checkpoint once the next one is complete. Flink's listing of a
   * directory fails if an entry goes meanwhile, and a listing in between can miss both checkpoints,
   * or find one that is older than what is gone. So the search is repeated, up to so often, until
   * nothing has changed from its beginning to its end.
   */
  private static final int MAX_ATTEMPTS = 100;

  private final Path directory;

  public SnapshotFinder(Path directory) {
    this.directory = directory;
  }

  /** The newest complete checkpoint or savepoint; empty if there is none, or no directory. */
  public Optional<Snapshot> newest() throws IOException {
    FileSystem files = directory.getFileSystem();
    for (int attempt = 1; ; attempt++) {
      boolean isLast = attempt == MAX_ATTEMPTS;
      try {
        Set<Path> candidates = candidates(files);
        Optional<Snapshot> newest =
            candidates.stream()
                .flatMap(candidate -> snapshotIn(files, candidate).stream())
                .max(Snapshot.BY_AGE);
        boolean isCertain =
            newest.isPresent() ? candidates(files).equals(candidates) : candidates.size() == 1;
        if (isCertain || isLast) {
          return newest;
        }
      } catch (FileNotFoundException e) {
        if (isLast) {
          throw e;
        }
      }
    }
  }

  /** All complete checkpoints and savepoints, oldest first; meant for when no job runs. */
  List<Snapshot> all() throws IOException {
    FileSystem files = directory.getFileSystem();
    return candidates(files).stream()
        .flatMap(candidate -> snapshotIn(files, candidate).stream())
        .sorted(Snapshot.BY_AGE)
        .toList();
  }

  private Set<Path> candidates(FileSystem files) throws IOException {
    Set<Path> candidates = new HashSet<>(Set.of(directory));
    for (Path child : directories(files, directory)) {
      candidates.add(child);
      candidates.addAll(directories(files, child));
    }
    return candidates;
  }

  private static List<Path> directories(FileSystem files, Path parent) throws IOException {
    if (!files.exists(parent)) {
      return List.of();
    }
    return Arrays.stream(files.listStatus(parent))
        .filter(FileStatus::isDir)
        .map(FileStatus::getPath)
        .filter(child -> !PipelineSnapshots.isMovedAside(child.getName()))
        .toList();
  }

  private static Optional<Snapshot> snapshotIn(FileSystem files, Path candidate) {
    Path metadata = new Path(candidate, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
    try {
      if (!files.exists(metadata)) {
        return Optional.empty();
      }
      long checkpointId = read(candidate).getCheckpointId();
      Instant completed = Instant.ofEpochMilli(files.getFileStatus(metadata).getModificationTime());
      return Optional.of(new Snapshot(candidate, checkpointId, completed));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.warn("Passing over {}, which is not a complete snapshot.", candidate, e);
      return Optional.empty();
    }
  }

  static CheckpointMetadata read(Path snapshot) throws IOException {
    Path metadata = new Path(snapshot, AbstractFsCheckpointStorageAccess.METADATA_FILE_NAME);
    try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
      return Checkpoints.loadCheckpointMetadata(
          in, SnapshotFinder.class.getClassLoader(), snapshot.toString());
    }
  }
}
