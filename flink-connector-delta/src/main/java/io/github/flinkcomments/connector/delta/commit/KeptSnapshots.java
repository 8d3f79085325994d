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
package io.github.flinkcomments.connector.delta.commit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for snapshots in the directories that a job is configured to keep them in. It is for a
 * message only, so whatever goes wrong means that there is none.
 *
 * <p>The state of a sink is small, and so Flink keeps it in the snapshot's metadata file itself.
 * There its id can be found without knowing how the rest of that file is written.
 *
 * @param directories of checkpoints and savepoints
 */
record KeptSnapshots(List<String> directories) {

  private static final Logger LOG = LoggerFactory.getLogger(KeptSnapshots.class);

  private static final String METADATA = "_metadata";

  /** Directories of jobs, of checkpoints in them, and of savepoints. */
  private static final Pattern LEADS_TO_SNAPSHOTS =
      Pattern.compile("[0-9a-f]{32}|chk-\\d+|savepoint-.*");

  private static final int MOST_LEVELS = 2;
  private static final int MOST_SNAPSHOTS_READ = 50;
  private static final int MOST_BYTES_READ = 16 * 1024 * 1024;

  KeptSnapshots {
    directories = List.copyOf(directories);
  }

  /**
   * @param configurations of the job and of the process; any may name directories
   */
  static KeptSnapshots of(ReadableConfig... configurations) {
    Set<String> directories = new LinkedHashSet<>();
    for (ReadableConfig configuration : configurations) {
      Stream.of(
              CheckpointingOptions.CHECKPOINTS_DIRECTORY, CheckpointingOptions.SAVEPOINT_DIRECTORY)
          .flatMap(option -> configuration.getOptional(option).stream())
          .forEach(directories::add);
    }
    return new KeptSnapshots(List.copyOf(directories));
  }

  /** The path of the newest snapshot with the state of one of the sinks, if one can be found. */
  Optional<String> newestOf(Collection<SinkId> sinks) {
    List<FileStatus> metadata = new ArrayList<>();
    directories.forEach(directory -> collect(new Path(directory), MOST_LEVELS, metadata));
    return metadata.stream()
        .sorted(Comparator.comparing(FileStatus::getModificationTime).reversed())
        .limit(MOST_SNAPSHOTS_READ)
        .map(FileStatus::getPath)
        .filter(file -> holdsAnyOf(sinks, file))
        .map(file -> file.getParent().toString())
        .findFirst();
  }

  private static void collect(Path directory, int levels, List<FileStatus> metadata) {
    try {
      FileStatus[] files = directory.getFileSystem().listStatus(directory);
      for (FileStatus file : files == null ? new FileStatus[0] : files) {
        String name = file.getPath().getName();
        if (name.equals(METADATA)) {
          metadata.add(file);
        } else if (levels > 0 && file.isDir() && LEADS_TO_SNAPSHOTS.matcher(name).matches()) {
          collect(file.getPath(), levels - 1, metadata);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("Looking for snapshots in {} failed", directory, e);
    }
  }

  /** Each byte as one character, so that bytes that are not text do no harm. */
  private static boolean holdsAnyOf(Collection<SinkId> sinks, Path metadata) {
    try (FSDataInputStream input = metadata.getFileSystem().open(metadata)) {
      String content = new String(input.readNBytes(MOST_BYTES_READ), StandardCharsets.ISO_8859_1);
      return sinks.stream()
          .map(sink -> sink.value().getBytes(StandardCharsets.UTF_8))
          .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
          .anyMatch(content::contains);
    } catch (IOException | RuntimeException e) {
      LOG.debug("Reading {} failed", metadata, e);
      return false;
    }
  }
}
