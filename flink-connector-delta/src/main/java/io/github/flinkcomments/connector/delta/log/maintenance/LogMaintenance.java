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
package io.github.flinkcomments.connector.delta.log.maintenance;

import io.delta.kernel.exceptions.CheckpointAlreadyExistsException;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.time.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes log checkpoints and checksums in the background, and cleans up, on two daemon threads
 * of its own that nobody interrupts. All of it is optional: what fails is logged and forgotten, the
 * next one makes up for it.
 *
 * <p>When commits come faster than checkpoints can be written, only the newest of each kind waits.
 */
@Internal
public final class LogMaintenance implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LogMaintenance.class);

  private static final Duration GRACE_AT_CLOSE = Duration.ofSeconds(10);

  /** A file is finished at the next checkpoint at the latest, and at its end in a batch job. */
  private static final Duration LONGEST_LIFE_OF_AN_OPEN_FILE = Duration.ofDays(7);

  /** Cleaning up lists the log, so it is not done with every log checkpoint. */
  private static final Duration BETWEEN_LOG_CLEAN_UPS = Duration.ofHours(1);

  /**
   * @param table the snapshot that the commit has made
   */
  private record Publication(PostCommitHook hook, SnapshotImpl table) {

    FileStatus entry() {
      return table.getLogSegment().getDeltaFileAtEndVersion();
    }
  }

  private final StorageFileIO files;
  private final Map<PostCommitHookType, Publication> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger unfinished = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger(2);
  private final ExecutorService thread;

  /** Looks at all data files of the table, which no log checkpoint is to wait for. */
  private final ExecutorService cleaning;

  private boolean hasLookedForUploads;
  private Instant nextLogCleanUp = Instant.MIN;

  public LogMaintenance(StorageFileIO files, String tablePath) {
    this.files = files;
    this.thread = files.storage().background("delta-log-maintenance " + tablePath);
    this.cleaning = files.storage().background("delta-clean-up " + tablePath);
  }

  /**
   * Called by the committing thread; returns at once.
   *
   * @param hooks of one commit
   * @param table the snapshot that it has made
   */
  public void submit(Iterable<PostCommitHook> hooks, SnapshotImpl table) {
    if (!hasLookedForUploads) {
      hasLookedForUploads = true;
      thread.execute(this::removeAbandoned);
    }
    for (PostCommitHook hook : hooks) {
      if (waiting.put(hook.getType(), new Publication(hook, table)) == null) {
        unfinished.incrementAndGet();
        thread.execute(() -> runWaiting(hook.getType()));
      }
    }
  }

  /** Called by the committing thread; returns at once. */
  public void removeLeftovers(LeftoverFiles leftovers, LeftoverFiles.Log log) {
    cleaning.execute(
        () ->
            remove(
                "data files that failed attempts have left behind", () -> leftovers.remove(log)));
  }

  /** Removes something, and tells how much. */
  private interface Removal {
    long run() throws IOException;
  }

  private void remove(String what, Removal removal) {
    try {
      long removed = removal.run();
      if (removed > 0) {
        LOG.info("Removed {} {} from {}", removed, what, files.storage().root());
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.info("Removing {} from {} failed", what, files.storage().root(), e);
    }
  }

  private void removeAbandoned() {
    Instant begunBefore = Instant.now().minus(LONGEST_LIFE_OF_AN_OPEN_FILE);
    remove(
        "files that killed processes have left behind",
        () -> {
          files.storage().removeAbandoned(begunBefore);
          return 0;
        });
  }

  /** Whether everything that was submitted has been published, or has failed. */
  public boolean isIdle() {
    return unfinished.get() == 0;
  }

  private void runWaiting(PostCommitHookType type) {
    Publication publication = waiting.remove(type);
    try {
      publication.hook().threadSafeInvoke(new PublishingEngine(files, publication.entry()));
      if (type == PostCommitHookType.CHECKPOINT) {
        remove("files of the log that have expired", () -> cleanUpLog(publication.table()));
      }
    } catch (CheckpointAlreadyExistsException | FileAlreadyExistsException e) {
      LOG.debug("Another writer has published the {} first.", type);
    } catch (Exception | LinkageError e) {
      // An error too: a class that is missing in the class path shows here and nowhere else.
      LOG.warn("Publishing the {} of a Delta table failed; the next one makes up for it.", type, e);
    } finally {
      unfinished.decrementAndGet();
    }
  }

  private long cleanUpLog(SnapshotImpl table) throws IOException {
    Instant now = Instant.now();
    if (now.isBefore(nextLogCleanUp)) {
      return 0;
    }
    nextLogCleanUp = now.plus(BETWEEN_LOG_CLEAN_UPS);
    return LogCleanUp.run(new StorageEngine(files), table);
  }

  /**
   * Lets what has begun come to its end, for a while. After that, or when the calling thread is
   * interrupted, the threads are left to themselves: they hold nothing but an unpublished file, and
   * the last one closes the storage.
   */
  @Override
  public void close() {
    for (ExecutorService each : List.of(thread, cleaning)) {
      if (!each.isShutdown()) {
        each.execute(this::closeAsLast);
      }
      each.shutdown();
    }
    Deadline end = Deadline.fromNow(GRACE_AT_CLOSE);
    try {
      if (!ends(thread, end) || !ends(cleaning, end)) {
        LOG.info("Work on the log of {} goes on in the background.", files.storage().root());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ends(ExecutorService threads, Deadline end) throws InterruptedException {
    long left = Math.max(0, end.timeLeft().toMillis());
    return threads.awaitTermination(left, TimeUnit.MILLISECONDS);
  }

  private void closeAsLast() {
    if (open.decrementAndGet() == 0) {
      files.storage().close();
    }
  }
}
