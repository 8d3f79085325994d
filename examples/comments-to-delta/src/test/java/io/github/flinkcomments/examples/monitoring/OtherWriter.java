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
package io.github.flinkcomments.examples.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Commits to the table of a job all the time, so often that it is the faster one now and then. */
final class OtherWriter implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Path log;
  private final Future<?> end;

  private OtherWriter(Path table) {
    this.log = table.resolve("_delta_log");
    this.end = thread.submit(this::run);
  }

  /** Starts to commit versions without data to a table that is there. */
  static OtherWriter start(Path table) {
    return new OtherWriter(table);
  }

  private void run() {
    try {
      Path entry = Files.createTempFile(log.getParent(), "entry", "");
      for (long version = 1; !thread.isShutdown(); version++) {
        commit(version, entry);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      Files.delete(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the version, or leaves it to the one who has made it. */
  private void commit(long version, Path entry) throws IOException {
    Path target = log.resolve("%020d.json".formatted(version));
    if (Files.exists(target)) {
      return;
    }
    Files.delete(entry);
    Files.writeString(
        entry,
        """
        {"commitInfo":{"timestamp":%d,"operation":"MANUAL UPDATE","operationParameters":{}}}
        {"txn":{"appId":"other","version":%d}}
        """
            .formatted(System.currentTimeMillis(), version));
    try {
      Files.createLink(target, entry);
    } catch (FileAlreadyExistsException e) {
      // The job was faster.
    }
  }

  @Override
  public void close() throws Exception {
    thread.shutdown();
    end.get(1, TimeUnit.MINUTES);
  }
}
