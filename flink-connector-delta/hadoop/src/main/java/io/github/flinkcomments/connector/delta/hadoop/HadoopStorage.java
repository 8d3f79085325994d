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
package io.github.flinkcomments.connector.delta.hadoop;

import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.StoredInput;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.security.AccessControlException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table in a directory of a file system of Hadoop. */
final class HadoopStorage implements TableStorage {

  private static final Logger LOGGER = LoggerFactory.getLogger(HadoopStorage.class);

  private static final String LOG = "_delta_log/";
  private static final int CALLS_AT_A_TIME = 8;
  private static final int FILES_OF_A_BATCH = 1_000;

  private final Path root;
  private final HadoopCalls calls;
  private final Publication publication;

  HadoopStorage(Path root, HadoopCalls calls, Publication publication) {
    this.root = root;
    this.calls = calls;
    this.publication = publication;
  }

  @Override
  public String root() {
    return root.toString();
  }

  private Path path(String path) {
    return path.isEmpty() ? root : new Path(root, path);
  }

  private StoredFile file(FileStatus status) {
    String path = status.getPath().toUri().getPath();
    return new StoredFile(
        path.substring(root.toUri().getPath().length() + 1),
        status.getLen(),
        status.getModificationTime());
  }

  @Override
  public List<StoredFile> list(String directory, String first) throws IOException {
    return calls.call(
        files -> {
          List<StoredFile> found = new ArrayList<>();
          RemoteIterator<FileStatus> listed = files.listStatusIterator(path(directory));
          while (listed.hasNext()) {
            FileStatus status = listed.next();
            String name = status.getPath().getName();
            if (!name.startsWith(".") && name.compareTo(first) >= 0) {
              found.add(file(status));
            }
          }
          found.sort(Comparator.comparing(StoredFile::path));
          return found;
        });
  }

  @Override
  public Optional<StoredFile> find(String path) throws IOException {
    return calls.call(files -> status(files, path(path)).map(this::file));
  }

  private static Optional<FileStatus> status(FileSystem files, Path path) throws IOException {
    try {
      return Optional.of(files.getFileStatus(path));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public StoredInput read(String path) throws IOException {
    return new HadoopInput(calls, calls.call(files -> files.open(path(path))));
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    publication.putIfAbsent(path(path), content);
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    publication.putReplacing(path(path), content);
  }

  /** Hadoop makes the directories, and would make a table's again that was deleted. */
  @Override
  public StoredOutput create(String path) throws IOException {
    FSDataOutputStream output =
        calls.call(
            files -> {
              if (!files.exists(root)) {
                throw new FileNotFoundException(
                    "There is no directory %s to write data files to: was the table deleted?"
                        .formatted(root));
              }
              return files.create(path(path), false);
            });
    return new HadoopDataFile(calls, path(path), output);
  }

  @Override
  public boolean delete(String path) throws IOException {
    return calls.call(files -> files.delete(path(path), false));
  }

  @Override
  public Stream<StoredFile> dataFiles() throws IOException {
    RemoteIterator<LocatedFileStatus> listed = calls.call(files -> files.listFiles(root, true));
    return Stream.iterate(batchOf(listed), batch -> !batch.isEmpty(), batch -> batchOf(listed))
        .flatMap(List::stream)
        .filter(file -> !file.path().startsWith(LOG));
  }

  /** A call costs a change of threads, so there is one for several files. */
  private List<StoredFile> batchOf(RemoteIterator<LocatedFileStatus> listed) {
    try {
      return calls.call(
          files -> {
            List<StoredFile> batch = new ArrayList<>();
            while (batch.size() < FILES_OF_A_BATCH && listed.hasNext()) {
              batch.add(file(listed.next()));
            }
            return batch;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int parallelism() {
    return CALLS_AT_A_TIME;
  }

  @Override
  public void createDirectory(String path) throws IOException {
    calls.call(files -> files.mkdirs(path(path)));
  }

  @Override
  public void requirePlace() throws IOException {
    look();
  }

  @Override
  public void requireWritable() throws IOException {
    if (look().isPresent()) {
      try {
        calls.call(
            files -> {
              files.access(root, FsAction.WRITE);
              return null;
            });
      } catch (AccessControlException e) {
        throw refused(e);
      }
    }
  }

  private Optional<FileStatus> look() throws IOException {
    Optional<FileStatus> status;
    try {
      status = calls.call(files -> status(files, root));
    } catch (AccessControlException e) {
      throw refused(e);
    } catch (UnsupportedFileSystemException e) {
      throw new UnusableLocationException(
          "The table path '%s' is on a file system that this process has no classes for (%s): put its JAR of Hadoop beside the connector."
              .formatted(root, e.getMessage()));
    }
    if (status.filter(found -> !found.isDirectory()).isPresent()) {
      throw new UnusableLocationException(
          "The table path '%s' is a file: give a directory.".formatted(root));
    }
    publication.requireFit(root);
    return status;
  }

  /** A right that is missing is the user's to grant; a ticket that has expired may be renewed. */
  private IOException refused(AccessControlException e) {
    String reason =
        "The table path '%s' is not open to this process: %s"
            .formatted(
                root, String.valueOf(e.getMessage()).lines().findFirst().orElse("access denied"));
    return isDenied(e) ? new UnusableLocationException(reason) : new IOException(reason, e);
  }

  private static boolean isDenied(AccessControlException e) {
    return String.valueOf(e.getMessage()).contains("Permission denied");
  }

  @Override
  public void createRoot() throws UnusableLocationException {
    try {
      calls.call(files -> files.mkdirs(root));
    } catch (AccessControlException e) {
      if (refused(e) instanceof UnusableLocationException unusable) {
        throw unusable;
      }
      LOGGER.debug("Making {} was refused; whoever writes below it meets that again", root, e);
    } catch (IOException e) {
      LOGGER.debug("Making {} failed; whoever writes below it meets that again", root, e);
    }
  }

  /** Files of the log that never got their names. */
  @Override
  public void removeAbandoned(Instant begunBefore) throws IOException {
    calls.call(
        files -> {
          for (FileStatus file : files.listStatus(path(LOG), Renames::isTemporary)) {
            if (file.getModificationTime() < begunBefore.toEpochMilli()) {
              files.delete(file.getPath(), false);
            }
          }
          return null;
        });
  }

  @Override
  public void close() {
    calls.close();
  }
}
