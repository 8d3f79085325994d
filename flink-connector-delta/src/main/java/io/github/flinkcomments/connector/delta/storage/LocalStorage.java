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
package io.github.flinkcomments.connector.delta.storage;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table in a directory of a file system that every process of the job mounts at the same place.
 * It uses no file system of Hadoop: no process is forked, and a log entry is put if absent across
 * processes.
 *
 * <p>The root is never made on the way to something else: where it is gone, so is the table.
 */
final class LocalStorage implements TableStorage {

  /** A disk takes several files at a time in little more time than one. */
  private static final int CALLS_AT_A_TIME = 4;

  private static final Charset NAMES =
      Charset.forName(System.getProperty("sun.jnu.encoding", "US-ASCII"));

  private static final Path LOG = Path.of("_delta_log");

  private final Path root;

  LocalStorage(Path root) {
    this.root = root;
  }

  @Override
  public String root() {
    return root.toString();
  }

  @Override
  public List<StoredFile> list(String directory, String first) throws IOException {
    try (Stream<StoredFile> listing = listing(directory, first)) {
      return listing.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Only the names are read at once. */
  @Override
  public Stream<StoredFile> listing(String directory, String first) throws IOException {
    return visibleFrom(root.resolve(directory), first).stream()
        .flatMap(file -> unchecked(file).stream());
  }

  private Optional<StoredFile> unchecked(Path file) {
    try {
      return look(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
  public Optional<StoredFile> find(String path) throws IOException {
    return look(root.resolve(path));
  }

  private Optional<StoredFile> look(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.of(
          new StoredFile(
              root.relativize(file).toString(),
              attributes.size(),
              attributes.lastModifiedTime().toMillis()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public StoredInput read(String path) throws IOException {
    return new LocalInput(root.resolve(path));
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    put(path, content, Durable::publishIfAbsent);
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    put(path, content, Durable::publishReplacing);
  }

  /** Gives a complete and synced file its final name. */
  private interface Publication {
    void publish(Path temporary, Path target) throws IOException;
  }

  private void put(String path, Content content, Publication publication) throws IOException {
    Path target = root.resolve(path);
    Path temporary = Durable.temporaryFor(target);
    try {
      // Closing does not tell a finished file from one that was given up; a return does.
      try (SyncedOutput output = new SyncedOutput(temporary)) {
        content.writeTo(output);
      }
      publication.publish(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  @Override
  public StoredOutput create(String path) throws IOException {
    if (!Files.isDirectory(root)) {
      throw new FileNotFoundException(
          "There is no directory %s to write data files to: was the table deleted?"
              .formatted(root));
    }
    Path file = root.resolve(path);
    createDirectoryBelowRoot(file.getParent());
    return new LocalDataFile(root, file);
  }

  private void createDirectoryBelowRoot(Path directory) throws IOException {
    if (directory.equals(root) || Files.isDirectory(directory)) {
      return;
    }
    createDirectoryBelowRoot(directory.getParent());
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  @Override
  public boolean delete(String path) throws IOException {
    return Files.deleteIfExists(root.resolve(path));
  }

  @Override
  @SuppressWarnings("StreamResourceLeak") // whoever gets it closes it
  public Stream<StoredFile> dataFiles() throws IOException {
    return Files.list(root)
        .filter(entry -> !entry.endsWith(LOG))
        .flatMap(LocalStorage::filesAt)
        .flatMap(file -> unchecked(file).stream());
  }

  /** Others write and delete meanwhile, at which a walk of {@link Files} would break off. */
  @SuppressWarnings("StreamResourceLeak") // closed by what it is mapped into
  private static Stream<Path> filesAt(Path place) {
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
          ? Stream.of(place)
          : Stream.empty();
    }
    try {
      return Files.list(place).flatMap(LocalStorage::filesAt);
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Java names files in the encoding of the locale, which in a container is often ASCII. */
  @Override
  public boolean takesName(String name) {
    return NAMES.newEncoder().canEncode(name);
  }

  @Override
  public int parallelism() {
    return CALLS_AT_A_TIME;
  }

  @Override
  public void createDirectory(String path) throws IOException {
    Durable.createDirectories(root.resolve(path));
  }

  @Override
  public void requirePlace() throws UnusableLocationException {
    new LocalDirectory(root).requirePossible();
  }

  @Override
  public void requireWritable() throws UnusableLocationException {
    new LocalDirectory(root).requireWritable();
  }

  @Override
  public void createRoot() throws UnusableLocationException {
    new LocalDirectory(root).create();
  }

  /** Files of the log that never got their names. */
  @Override
  public void removeAbandoned(Instant begunBefore) throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(LOG))) {
      for (Path file : files.filter(Durable::isTemporary).toList()) {
        Optional<StoredFile> found = look(file);
        if (found.isPresent() && found.get().modificationTime() < begunBefore.toEpochMilli()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  @Override
  public void close() {}

  private static FileNotFoundException notFound(Path path, IOException cause) {
    FileNotFoundException exception = new FileNotFoundException(path.toString());
    exception.initCause(cause);
    return exception;
  }
}
