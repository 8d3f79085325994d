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
package io.github.flinkcomments.examples.job;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * The places of one job.
 *
 * @param name the job's own name, the same in each run
 * @param table the Delta table
 * @param snapshots where this job, and no other, keeps its checkpoints and savepoints
 */
public record JobDirectories(String name, Path table, Path snapshots) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The places of the job that fills a table and keeps its snapshots below a directory. */
  public static JobDirectories of(
      java.nio.file.Path table, java.nio.file.Path checkpointDirectory) {
    Path tablePath = absolute(table);
    String name = JobName.of(tablePath);
    return new JobDirectories(name, tablePath, new Path(absolute(checkpointDirectory), name));
  }

  /** Not by {@code toUri()}: that tells a directory that exists from one that will. */
  private static Path absolute(java.nio.file.Path path) {
    return new Path("file", null, path.toAbsolutePath().normalize().toString());
  }

  /**
   * Moves the snapshots and the table aside, so that the job starts from scratch; deletes nothing.
   *
   * <p>The snapshots go first: if only they were moved, the next start refuses because of the
   * table. The other way round it would go on, into a table that is gone.
   *
   * @return where things are now
   */
  List<Path> moveAside(Instant now) throws IOException {
    List<Path> moved = new ArrayList<>();
    for (Path directory : List.of(snapshots, table)) {
      FileSystem files = directory.getFileSystem();
      if (files.exists(directory)) {
        Path target = directory.suffix(".before-" + TIMESTAMP.format(now));
        if (!files.rename(directory, target)) {
          throw new IOException("Cannot move %s to %s.".formatted(directory, target));
        }
        moved.add(target);
      }
    }
    return moved;
  }
}
