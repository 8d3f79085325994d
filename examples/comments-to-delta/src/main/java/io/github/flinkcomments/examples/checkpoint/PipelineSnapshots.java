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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the directory with the snapshots of one job below a directory that may be shared by several
 * of them, such as the value of {@code --checkpoint-dir}.
 */
public final class PipelineSnapshots {

  private static final String METADATA = "_metadata";
  private static final String JOB_ID = "[0-9a-f]{32}";

  /** What {@code --from-scratch} has moved aside belongs to no job any more. */
  private static final String MOVED_ASIDE = ".before-";

  private PipelineSnapshots() {}

  /**
   * The directory itself, if it is a snapshot or holds those of one job; else that of the only job
   * in it.
   *
   * @throws IOException if there is no such directory, or the jobs in it are several
   */
  public static Path of(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(
          Files.exists(directory)
              ? "%s is a file, not a directory; give the value of --checkpoint-dir, or a checkpoint or savepoint."
                  .formatted(directory)
              : "There is no directory %s.".formatted(directory));
    }
    if (isSnapshot(directory) || holdsSnapshots(directory)) {
      return directory;
    }
    List<Path> jobs =
        children(directory).stream()
            .filter(child -> !isMovedAside(child.getFileName().toString()))
            .filter(PipelineSnapshots::holdsSnapshots)
            .toList();
    if (jobs.size() > 1) {
      throw new IOException(
          "The directory %s holds the snapshots of several jobs; give one of their directories: %s."
              .formatted(
                  directory, jobs.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }
    return jobs.isEmpty() ? directory : jobs.get(0);
  }

  static boolean isMovedAside(String name) {
    return name.contains(MOVED_ASIDE);
  }

  private static boolean isSnapshot(Path directory) {
    return Files.exists(directory.resolve(METADATA));
  }

  private static boolean holdsSnapshots(Path directory) {
    return children(directory).stream()
        .anyMatch(child -> isSnapshot(child) || child.getFileName().toString().matches(JOB_ID));
  }

  /** In order; none if it is gone meanwhile. */
  private static List<Path> children(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }
}
