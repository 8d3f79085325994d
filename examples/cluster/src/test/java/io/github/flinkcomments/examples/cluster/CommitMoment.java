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
package io.github.flinkcomments.examples.cluster;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;

/** Moments around a commit, as far as they show in the directory of a table. */
enum CommitMoment {
  /** A writer begins a data file. */
  DATA_FILE("", ".+\\.parquet"),

  /** The committer writes a log entry under a temporary name. */
  LOG_ENTRY_IS_WRITTEN("_delta_log", "\\..+\\.json\\..+"),

  /** The log entry has its name: the rows are in the table, and Flink does not know it yet. */
  LOG_ENTRY_IS_THERE("_delta_log", "\\d+\\.json");

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final String directory;
  private final String name;

  /**
   * @param name a pattern
   */
  CommitMoment(String directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /**
   * Waits for the next moment of this kind, and comes back within about a millisecond.
   *
   * @param cause what leads to it sooner or later
   */
  void awaitAfter(Runnable cause, Path table) throws IOException, InterruptedException {
    Path watched = table.resolve(directory);
    try (WatchService watch = watched.getFileSystem().newWatchService()) {
      watched.register(watch, ENTRY_CREATE);
      cause.run();
      long end = System.nanoTime() + LIMIT.toNanos();
      boolean seen = false;
      while (!seen) {
        WatchKey key = watch.poll(end - System.nanoTime(), NANOSECONDS);
        assertThat(key).as("waiting for " + this).isNotNull();
        seen = key.pollEvents().stream().map(WatchEvent::context).anyMatch(this::isIt);
        key.reset();
      }
    }
  }

  private boolean isIt(Object created) {
    return created instanceof Path file && file.toString().matches(name);
  }
}
