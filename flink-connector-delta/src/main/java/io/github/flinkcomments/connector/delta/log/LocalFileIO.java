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
package io.github.flinkcomments.connector.delta.log;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Kernel's view of a local file system, in place of Hadoop's: no process is forked, and a log entry
 * is put if absent across processes. Paths are plain absolute paths, never URIs.
 */
final class LocalFileIO implements FileIO {

  @Override
  public CloseableIterator<FileStatus> listFrom(String first) throws IOException {
    Path from = Path.of(first);
    List<FileStatus> found = new ArrayList<>();
    for (Path file : visibleFrom(from.getParent(), from.getFileName().toString())) {
      status(file).ifPresent(found::add);
    }
    return Utils.toCloseableIterator(found.iterator());
  }

  /** Names are compared before anything is asked about a file: logs are long, tails are short. */
  private static List<Path> visibleFrom(Path directory, String first) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !name(file).startsWith(".") && name(file).compareTo(first) >= 0)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      throw notFound(directory, e);
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    Path file = Path.of(path);
    return status(file).orElseThrow(() -> new FileNotFoundException(path));
  }

  private static Optional<FileStatus> status(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          FileStatus.of(
              file.toString(), attributes.size(), attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public String resolvePath(String path) {
    return Path.of(path).toAbsolutePath().normalize().toString();
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    Durable.createDirectories(Path.of(path));
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new LocalInputFile(
        Path.of(path), size > 0 ? OptionalLong.of(size) : OptionalLong.empty());
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new LocalOutputFile(Path.of(path));
  }

  @Override
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(Path.of(path));
  }

  /** Kernel's defaults are good, but for the codec of log checkpoints: it would not compress. */
  @Override
  public Optional<String> getConf(String key) {
    return key.equals("parquet.compression") ? Optional.of("SNAPPY") : Optional.empty();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite)
      throws IOException {
    throw new UnsupportedOperationException(
        "Only tables that a catalog manages copy log entries, and those are refused.");
  }

  private static FileNotFoundException notFound(Path path, IOException cause) {
    FileNotFoundException exception = new FileNotFoundException(path.toString());
    exception.initCause(cause);
    return exception;
  }
}
