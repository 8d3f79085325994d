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
import io.github.flinkcomments.examples.table.LocalTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
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
  Start clear() throws IOException {
    directories
        .moveAside(Instant.now())
        .forEach(moved -> out.println("Moved what was there to " + moved.getPath() + "."));
    return beginning();
  }

  /**
   * Finds what to go on from, or begins at the beginning.
   *
   * @param imported tells where a job without a snapshot begins, if given
   * @throws JobFailedException if rows would be added twice or left out
   */
  Start find(Optional<ProgressFile> imported) throws JobFailedException, IOException {
    Optional<Snapshot> newest = new SnapshotFinder(directories.snapshots()).newest();
    if (newest.isPresent()) {
      imported.ifPresent(
          file -> out.println("Not looking at " + file.path() + ": there is a snapshot by now."));
      out.println("Resuming from " + newest.get().directory().getPath() + ".");
      return new Start.Resumed(newest.get());
    }
    LocalTable table = new LocalTable(Path.of(directories.table().getPath()));
    if (imported.isPresent()) {
      return at(imported.get(), table);
    }
    if (table.holdsRows()) {
      throw new JobFailedException(
          ("The table %s holds rows, but there is no checkpoint or savepoint of this job in %s to go"
                  + " on from, and starting over would add the rows again. Give the right"
                  + " --checkpoint-dir, or --from-scratch to move the table aside and begin anew.")
              .formatted(directories.table().getPath(), directories.snapshots().getPath()));
    }
    return beginning();
  }

  private Start beginning() {
    out.println("Starting at the beginning of the listing.");
    return new Start.Fresh(0);
  }

  private Start at(ProgressFile file, LocalTable table) throws JobFailedException, IOException {
    long offset = file.current();
    file.requireAgreement(offset, table.exists() ? table.read(0).rowCount() : 0);
    out.printf("Starting at offset %,d, as %s says.%n", offset, file.path());
    return new Start.Fresh(offset);
  }
}
