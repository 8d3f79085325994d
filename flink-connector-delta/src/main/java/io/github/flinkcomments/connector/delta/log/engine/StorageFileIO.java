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
package io.github.flinkcomments.connector.delta.log.engine;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/** Kernel's view of a table's storage. Kernel's paths begin with the table's root. */
@Internal
public class StorageFileIO implements FileIO {

  private final TableStorage storage;
  private final String prefix;

  public StorageFileIO(TableStorage storage) {
    this.storage = storage;
    this.prefix = storage.root().endsWith("/") ? storage.root() : storage.root() + "/";
  }

  public TableStorage storage() {
    return storage;
  }

  /** A path of Kernel, relative to the table's root. */
  String inside(String path) {
    if (!path.startsWith(prefix)) {
      throw new IllegalArgumentException("%s is not below %s".formatted(path, storage.root()));
    }
    return path.substring(prefix.length());
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String first) throws IOException {
    String path = inside(first);
    int slash = path.lastIndexOf('/');
    Stream<StoredFile> files =
        storage.listing(path.substring(0, Math.max(slash, 0)), path.substring(slash + 1));
    Iterator<FileStatus> statuses = files.map(this::status).iterator();
    return new CloseableIterator<>() {
      @Override
      public boolean hasNext() {
        return statuses.hasNext();
      }

      @Override
      public FileStatus next() {
        return statuses.next();
      }

      @Override
      public void close() {
        files.close();
      }
    };
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return storage
        .find(inside(path))
        .map(this::status)
        .orElseThrow(() -> new FileNotFoundException(path));
  }

  private FileStatus status(StoredFile file) {
    return FileStatus.of(prefix + file.path(), file.size(), file.modificationTime());
  }

  /** They are absolute. */
  @Override
  public String resolvePath(String path) {
    return path;
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    storage.createDirectory(inside(path));
    return true;
  }

  @Override
  public InputFile newInputFile(String path, long size) {
    return new StorageInputFile(
        storage, path, inside(path), size > 0 ? OptionalLong.of(size) : OptionalLong.empty());
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return new StorageOutputFile(storage, path, inside(path));
  }

  @Override
  public boolean delete(String path) throws IOException {
    return storage.delete(inside(path));
  }

  /** Kernel's defaults are good, but for the codec of log checkpoints: it would not compress. */
  @Override
  public Optional<String> getConf(String key) {
    return key.equals("parquet.compression") ? Optional.of("SNAPPY") : Optional.empty();
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite) {
    throw new UnsupportedOperationException(
        "Only tables that a catalog manages copy log entries, and those are refused.");
  }
}
