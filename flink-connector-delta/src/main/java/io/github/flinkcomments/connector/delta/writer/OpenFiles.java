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
package io.github.flinkcomments.connector.delta.writer;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.TableFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files that a writer can add rows to, at most one a partition. There are only so many at once,
 * and they take only so much memory together; beyond that, files are finished early.
 */
final class OpenFiles {

  private static final Logger LOG = LoggerFactory.getLogger(OpenFiles.class);

  /** Opens a file for a partition. */
  @FunctionalInterface
  interface Opening {
    DataFileWriter open(List<Object> partition) throws IOException;
  }

  private record Current(List<Object> partition, DataFileWriter file) {}

  /** So much is left free, lest all files be measured again with the next row. */
  private static final double PART_TO_FREE = 1.0 / 8;

  private final int mostFiles;
  private final long mostBytesInMemory;
  private final TableFiles store;
  private final Opening opening;

  /** The one that was not asked for for the longest time comes first. */
  private final Map<List<Object>, DataFileWriter> files = new LinkedHashMap<>(16, 0.75f, true);

  private final List<DataFile> finished = new ArrayList<>();
  private Optional<Current> current = Optional.empty();
  private long bytesInMemory;
  private boolean hasWarned;

  /**
   * @param mostBytesInMemory of all files together
   * @param store finishes several files at a time
   */
  OpenFiles(int mostFiles, long mostBytesInMemory, TableFiles store, Opening opening) {
    this.mostFiles = mostFiles;
    this.mostBytesInMemory = mostBytesInMemory;
    this.store = store;
    this.opening = opening;
  }

  /** The file of a partition. If it is not open and there is no room, the oldest makes room. */
  DataFileWriter of(List<Object> partition) throws IOException {
    if (current.isEmpty() || !current.get().partition().equals(partition)) {
      current = Optional.of(new Current(partition, find(partition)));
    }
    return current.get().file();
  }

  private DataFileWriter find(List<Object> partition) throws IOException {
    DataFileWriter known = files.get(partition);
    if (known != null) {
      return known;
    }
    if (files.size() >= mostFiles) {
      warnOnce();
      finish(files.keySet().iterator().next());
    }
    DataFileWriter opened = opening.open(partition);
    files.put(partition, opened);
    bytesInMemory += opened.bytesInMemory();
    return opened;
  }

  private void warnOnce() {
    if (!hasWarned) {
      hasWarned = true;
      LOG.warn(
          "Rows come for more than {} partitions in turn, so files are finished early and are small",
          mostFiles);
    }
  }

  /**
   * Tells that a file takes more memory than before, or less. If all of them take too much, those
   * that take most of it are finished.
   */
  void grewBy(long bytes) throws IOException {
    bytesInMemory += bytes;
    if (bytesInMemory > mostBytesInMemory) {
      freeMemory();
    }
  }

  /**
   * Rows are counted as they come, and take less once they are encoded: that is looked at first.
   */
  private void freeMemory() throws IOException {
    files.values().forEach(DataFileWriter::measure);
    bytesInMemory = files.values().stream().mapToLong(DataFileWriter::bytesInMemory).sum();
    while (bytesInMemory > mostBytesInMemory * (1 - PART_TO_FREE) && !files.isEmpty()) {
      finish(
          files.entrySet().stream()
              .max(Map.Entry.comparingByValue(Comparator.comparing(DataFileWriter::bytesInMemory)))
              .orElseThrow()
              .getKey());
    }
  }

  /** Unless that file had to make room already. */
  void finishIfOpen(List<Object> partition, DataFileWriter file) throws IOException {
    if (files.get(partition) == file) {
      finish(partition);
    }
  }

  private void finish(List<Object> partition) throws IOException {
    DataFileWriter file = files.get(partition);
    bytesInMemory -= file.bytesInMemory();
    finished.add(file.finish());
    files.remove(partition);
    current = Optional.empty();
  }

  /** All files since the last call, complete and on disk. */
  List<DataFile> finishAll() throws IOException {
    Map<List<Object>, DataFile> done = new ConcurrentHashMap<>();
    List<List<Object>> partitions = List.copyOf(files.keySet());
    Map<List<Object>, DataFileWriter> open = Map.copyOf(files);
    try {
      store.forEach(partitions, partition -> done.put(partition, open.get(partition).finish()));
    } finally {
      partitions.stream().filter(done::containsKey).forEach(files::remove);
      partitions.stream().filter(done::containsKey).map(done::get).forEach(finished::add);
      current = Optional.empty();
      bytesInMemory = files.values().stream().mapToLong(DataFileWriter::bytesInMemory).sum();
    }
    return takeFinished();
  }

  /** Files that were finished early since the last call. */
  List<DataFile> takeFinished() {
    List<DataFile> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  /** Removes the files that are open, all of them, whatever goes wrong with some. */
  void abort() throws IOException {
    current = Optional.empty();
    List<AutoCloseable> open = new ArrayList<>();
    files.values().forEach(file -> open.add(file::abort));
    files.clear();
    closeAll(open);
  }

  /** Each of them, with the first failure in the end. */
  static void closeAll(List<AutoCloseable> all) throws IOException {
    try {
      IOUtils.closeAll(all, Throwable.class);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
