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
package io.github.flinkcomments.examples.pipeline;

import io.github.flinkcomments.examples.checkpoint.Snapshot;
import io.github.flinkcomments.examples.checkpoint.SnapshotFinder;
import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.table.LocalTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * Where a pipeline starts, and the words that say so: from its newest complete snapshot, else at
 * the beginning. Never at the beginning if one of its tables holds rows already, since they would
 * be added a second time.
 *
 * @param directories where its snapshots are
 * @param begin words that say where a run without a snapshot begins, as in {@link RunSettings}
 * @param out where people read what happens
 */
record PipelineStart(PipelineDirectories directories, Optional<String> begin, PrintStream out) {

  /** Moves snapshots and tables aside, so that the pipeline starts at the beginning. */
  void clear(Collection<String> tables) throws IOException, JobFailedException {
    directories
        .moveAside(tables, Instant.now())
        .forEach(moved -> out.println("Moved what was there to " + moved + "."));
  }

  /**
   * Finds what to go on from.
   *
   * @param tables locations of those that no other pipeline fills
   * @return empty to start at the beginning
   * @throws JobFailedException if rows would be added twice
   */
  Optional<Snapshot> find(Set<String> tables) throws IOException, JobFailedException {
    Optional<Snapshot> newest = new SnapshotFinder(directories.snapshotPath()).newest();
    if (newest.isPresent()) {
      out.println("Resuming from " + newest.get().directory().getPath() + ".");
      return newest;
    }
    if (begin.isPresent()) {
      out.println(begin.get());
      return Optional.empty();
    }
    for (String location : tables) {
      Optional<Path> table = PipelineDirectories.localPath(location);
      if (table.isPresent() && new LocalTable(table.get()).holdsRows()) {
        throw new JobFailedException(
            ("The table %s holds rows, but there is no checkpoint or savepoint of this pipeline in"
                    + " %s to go on from, and starting over would add the rows again. Give the right"
                    + " --checkpoint-dir, or --from-scratch to move the table aside and begin anew."
                    + " If several pipelines share it, set 'sink.id-prefix' in each.")
                .formatted(table.get(), directories.snapshots()));
      }
    }
    out.println("Starting at the beginning.");
    return Optional.empty();
  }
}
