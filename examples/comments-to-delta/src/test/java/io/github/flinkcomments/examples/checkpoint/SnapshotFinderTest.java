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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.io.FileUtils;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFinderTest {

  private static final int SEARCHES = 3000;
  private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  @TempDir private Path directory;

  /** A running job keeps one checkpoint: each is deleted when the next one is complete. */
  @Test
  void alwaysFindsACheckpointOfARunningJob() throws Exception {
    write(1);
    AtomicBoolean running = new AtomicBoolean(true);
    ExecutorService job = Executors.newSingleThreadExecutor();
    try {
      Future<Long> last = job.submit(() -> checkpointWhile(running));
      long newest = 1;
      for (int search = 0; search < SEARCHES; search++) {
        long found = finder().newest().orElseThrow().checkpointId();
        assertThat(found).isGreaterThanOrEqualTo(newest);
        newest = found;
      }
      running.set(false);
      // Not before the job is over: it may have been about to complete one more.
      long newestOfAll = last.get(1, TimeUnit.MINUTES);
      assertThat(finder().newest().orElseThrow().checkpointId()).isEqualTo(newestOfAll);
    } finally {
      running.set(false);
      job.shutdownNow();
      assertThat(job.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** A start from scratch moves them, and they are not those of the job any more. */
  @Test
  void findsNoneThatWasMovedAside() throws Exception {
    write(1);
    assertThat(finder().newest()).isPresent();
    Files.move(
        directory.resolve("0123abcd"), directory.resolve("0123abcd.before-20260101T000000.000Z"));
    assertThat(finder().newest()).isEmpty();
  }

  private long checkpointWhile(AtomicBoolean running) throws IOException {
    long id = 1;
    while (running.get()) {
      write(id + 1);
      FileUtils.deleteDirectory(checkpoint(id).toFile());
      id++;
      LockSupport.parkNanos(PACE_NANOS);
    }
    return id;
  }

  private void write(long id) throws IOException {
    Path metadata = Files.createDirectories(checkpoint(id)).resolve("_metadata");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
      Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(id, List.of(), List.of()), out);
    }
  }

  private Path checkpoint(long id) {
    return directory.resolve("0123abcd").resolve("chk-" + id);
  }

  private SnapshotFinder finder() {
    return new SnapshotFinder(new org.apache.flink.core.fs.Path(directory.toUri()));
  }
}
