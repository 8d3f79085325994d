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

import io.github.flinkcomments.examples.job.JobFailedException;
import io.github.flinkcomments.examples.script.ScriptSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places of one pipeline.
 *
 * @param name the pipeline's own name, the same in each run
 * @param snapshots where it, and no other, keeps its checkpoints and savepoints
 * @param lock the file that lets one run go at a time
 * @param plan the file that keeps its plan for the next run
 */
record PipelineDirectories(String name, Path snapshots, Path lock, Path plan) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  /** The pipeline's name for directories, and where its snapshots are, below a directory. */
  static PipelineDirectories of(String name, Path checkpointDirectory) {
    String directory = name.replaceAll("[^A-Za-z0-9._-]", "_");
    Path parent = checkpointDirectory.toAbsolutePath().normalize();
    return new PipelineDirectories(
        directory,
        parent.resolve(directory),
        parent.resolve(directory + ".lock"),
        parent.resolve(directory + ".plan"));
  }

  /**
   * The flag's directory, else the script's, else the default.
   *
   * @throws JobFailedException if the script names a store that is not local
   */
  static Path checkpointDirectory(RunSettings options, ScriptSettings settings)
      throws JobFailedException {
    Optional<String> set = settings.value("execution.checkpointing.dir");
    if (options.checkpointDirectory().isPresent()) {
      return options.checkpointDirectory().get();
    }
    return set.isPresent() ? local(set.get()) : Path.of(defaultDirectory());
  }

  private static String defaultDirectory() {
    return System.getProperty("examples.data", "data") + "/checkpoints";
  }

  private static Path local(String location) throws JobFailedException {
    return localPath(location)
        .orElseThrow(
            () ->
                new JobFailedException(
                    ("The script's 'execution.checkpointing.dir' is '%s', but a run on this machine"
                            + " keeps its checkpoints in a local directory; give one with"
                            + " --checkpoint-dir, or run the script on a cluster.")
                        .formatted(location)));
  }

  /** A location as a path of this machine; empty if it is elsewhere. */
  static Optional<Path> localPath(String location) {
    if (!location.matches("[A-Za-z][A-Za-z0-9+.-]+:.*")) {
      return Optional.of(Path.of(location).toAbsolutePath().normalize());
    }
    if (!location.startsWith("file:")) {
      return Optional.empty();
    }
    // As in Flink and the sink, a percent sign is a percent sign.
    String path = location.substring("file:".length());
    if (path.startsWith("//") && !path.startsWith("///")) {
      return Optional.empty();
    }
    return Optional.of(Path.of(path).toAbsolutePath().normalize());
  }

  /** As Flink is given it. Not by {@code toUri()}: that tells a directory that exists. */
  org.apache.flink.core.fs.Path snapshotPath() {
    return new org.apache.flink.core.fs.Path("file", null, snapshots.toString());
  }

  /**
   * Moves the snapshots and the tables aside, so that the pipeline starts from scratch; deletes
   * nothing. Empty directories stay. The snapshots go first: if only they were moved, the next
   * start refuses because of the tables.
   *
   * @param tables locations of the tables
   * @return where things are now
   * @throws JobFailedException if a table is not on this machine
   */
  List<Path> moveAside(Collection<String> tables, Instant now)
      throws IOException, JobFailedException {
    List<Path> directories = new ArrayList<>(List.of(snapshots));
    for (String table : tables) {
      directories.add(
          localPath(table)
              .orElseThrow(
                  () ->
                      new JobFailedException(
                          "The table %s is not on this machine and cannot be moved aside; move or delete it with the store's tools, or name another path in the script."
                              .formatted(table))));
    }
    List<Path> moved = new ArrayList<>();
    for (Path directory : directories) {
      if (holdsAnything(directory)) {
        Path target =
            directory.resolveSibling(directory.getFileName() + ".before-" + TIMESTAMP.format(now));
        moved.add(Files.move(directory, target));
      }
    }
    return moved;
  }

  private static boolean holdsAnything(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Files.exists(directory);
    }
    try (Stream<Path> content = Files.list(directory)) {
      return content.findAny().isPresent();
    }
  }
}
