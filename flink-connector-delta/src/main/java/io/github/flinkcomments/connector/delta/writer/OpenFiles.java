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

import io.github.flinkcomments.connector.delta.log.DataFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.util.ExceptionUtils;
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

  private final int mostFiles;
  private final long mostBytesInMemory;
  private final Opening opening;

  /** The one that was not asked for for the longest time comes first. */
  private final Map<List<Object>, DataFileWriter> files = new LinkedHashMap<>(16, 0.75f, true);

  private final List<DataFile> finished = new ArrayList<>();
  private Optional<Current> current = Optional.empty();
  private boolean hasWarned;

  OpenFiles(int mostFiles, long mostBytesInMemory, Opening opening) {
    this.mostFiles = mostFiles;
    this.mostBytesInMemory = mostBytesInMemory;
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

  /** Finishes the file that takes most of the memory, if all of them take too much. */
  void freeMemory() throws IOException {
    long bytes = files.values().stream().mapToLong(DataFileWriter::bytesInMemory).sum();
    if (bytes > mostBytesInMemory) {
      finish(
          files.entrySet().stream()
              .max(Map.Entry.comparingByValue(Comparator.comparing(DataFileWriter::bytesInMemory)))
              .orElseThrow()
              .getKey());
    }
  }

  void finish(List<Object> partition) throws IOException {
    finished.add(files.get(partition).finish());
    files.remove(partition);
    current = Optional.empty();
  }

  /** All files since the last call, complete and on disk. */
  List<DataFile> finishAll() throws IOException {
    for (List<Object> partition : List.copyOf(files.keySet())) {
      finish(partition);
    }
    return takeFinished();
  }

  /** Files that were finished early since the last call. */
  List<DataFile> takeFinished() {
    List<DataFile> taken = List.copyOf(finished);
    finished.clear();
    return taken;
  }

  /** Removes the files that are open. */
  void abort() throws IOException {
    current = Optional.empty();
    IOException failure = null;
    for (DataFileWriter file : files.values()) {
      try {
        file.abort();
      } catch (IOException e) {
        failure = ExceptionUtils.firstOrSuppressed(e, failure);
      }
    }
    files.clear();
    if (failure != null) {
      throw failure;
    }
  }
}
