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

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.table.TableReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a job starts, and the words that say so: from the newest complete snapshot of its own, else
 * at the beginning of the listing. Never at the beginning if the table holds rows already, since
 * they would be added a second time.
 */
final class StartingPoint {

  private final JobDirectories directories;
  private final PrintStream out;

  StartingPoint(JobDirectories directories, PrintStream out) {
    this.directories = directories;
    this.out = out;
  }

  /** Moves everything aside, so that the job starts at the beginning. */
  void clear() throws IOException {
    directories
        .moveAside(Instant.now())
        .forEach(moved -> out.println("Moved what was there to " + moved.getPath() + "."));
    out.println("Starting at the beginning of the listing.");
  }

  /**
   * Finds what to go on from; empty for the beginning.
   *
   * @throws JobFailedException if the table holds rows and there is nothing to go on from
   */
  Optional<Snapshot> find() throws JobFailedException, IOException {
    Optional<Snapshot> newest = new SnapshotFinder(directories.snapshots()).newest();
    if (newest.isPresent()) {
      out.println("Resuming from " + newest.get().directory().getPath() + ".");
    } else if (new TableReader(directories.table().getPath()).holdsRows()) {
      throw new JobFailedException(
          ("The table %s holds rows, but there is no checkpoint or savepoint of this job in %s to go"
                  + " on from, and starting over would add the rows again. Give the right"
                  + " --checkpoint-dir, or --from-scratch to move the table aside and begin anew.")
              .formatted(directories.table().getPath(), directories.snapshots().getPath()));
    } else {
      out.println("Starting at the beginning of the listing.");
    }
    return newest;
  }
}
