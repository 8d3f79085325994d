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

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A table in memory, in a store without directories. */
public final class MemoryStorage implements TableStorage {

  private static final class Stored {

    private final byte[] bytes;
    private final long modificationTime;

    Stored(byte[] bytes, long modificationTime) {
      this.bytes = bytes;
      this.modificationTime = modificationTime;
    }
  }

  private final String root;
  private final NavigableMap<String, Stored> files = new ConcurrentSkipListMap<>();
  private final Map<String, Stored> deleted = new ConcurrentHashMap<>();

  /**
   * Strictly rising, so that a file that was made anew shows. It begins at the present: Kernel
   * cleans old entries out of the log when it writes a log checkpoint.
   */
  private final AtomicLong clock = new AtomicLong(System.currentTimeMillis());

  private final boolean showsOpenFiles;

  /**
   * @param root shows in messages only
   */
  public MemoryStorage(String root) {
    this(root, false);
  }

  private MemoryStorage(String root, boolean showsOpenFiles) {
    this.root = root;
    this.showsOpenFiles = showsOpenFiles;
  }

  /** One in which data files are seen, but empty, before they are closed, as in a directory. */
  public static MemoryStorage showingOpenFiles(String root) {
    return new MemoryStorage(root, true);
  }

  /** All files of the table, the log included, by path. */
  public Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    files.forEach((path, file) -> contents.put(path, file.bytes));
    return contents;
  }

  /** The same, and what was deleted. */
  public Map<String, byte[]> history() {
    Map<String, byte[]> history = contents();
    deleted.forEach((path, file) -> history.putIfAbsent(path, file.bytes));
    return history;
  }

  /** Deletes the table. */
  public void clear() {
    files.clear();
    deleted.clear();
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public List<StoredFile> list(String directory, String first) {
    String prefix = directory + "/";
    return files.tailMap(prefix + first).entrySet().stream()
        .takeWhile(file -> file.getKey().startsWith(prefix))
        .filter(file -> file.getKey().indexOf('/', prefix.length()) < 0)
        .map(MemoryStorage::describe)
        .toList();
  }

  private static StoredFile describe(Map.Entry<String, Stored> file) {
    return new StoredFile(
        file.getKey(), file.getValue().bytes.length, file.getValue().modificationTime);
  }

  @Override
  public Optional<StoredFile> find(String path) {
    return Optional.ofNullable(files.get(path))
        .map(file -> new StoredFile(path, file.bytes.length, file.modificationTime));
  }

  @Override
  public StoredInput read(String path) throws IOException {
    Stored file = files.get(path);
    if (file == null) {
      throw new FileNotFoundException(path);
    }
    return new Input(file.bytes);
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    if (files.putIfAbsent(path, stored(content)) != null) {
      throw new FileAlreadyExistsException(path);
    }
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    files.put(path, stored(content));
  }

  private Stored stored(Content content) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    content.writeTo(output);
    return stored(output);
  }

  private Stored stored(ByteArrayOutputStream output) {
    return new Stored(output.toByteArray(), clock.incrementAndGet());
  }

  @Override
  public StoredOutput create(String path) {
    return new Output(path);
  }

  @Override
  public boolean delete(String path) {
    Stored file = files.remove(path);
    if (file != null) {
      deleted.put(path, file);
    }
    return file != null;
  }

  @Override
  public Stream<StoredFile> dataFiles() {
    return files.entrySet().stream()
        .filter(file -> !file.getKey().startsWith("_delta_log/"))
        .map(MemoryStorage::describe);
  }

  @Override
  public void createDirectory(String path) {}

  @Override
  public void requirePlace() {}

  @Override
  public void requireWritable() {}

  @Override
  public void createRoot() {}

  /** Nothing: others may have it open. */
  @Override
  public void close() {}

  private static final class Input extends StoredInput {

    private final byte[] bytes;
    private int position;

    Input(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public void seek(long newPosition) {
      position = Math.toIntExact(newPosition);
    }

    @Override
    public int read() {
      return position < bytes.length ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (position >= bytes.length) {
        return length == 0 ? 0 : -1;
      }
      int count = Math.min(length, bytes.length - position);
      System.arraycopy(bytes, position, target, offset, count);
      position += count;
      return count;
    }
  }

  private final class Output extends StoredOutput {

    private final String path;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private boolean closed;

    Output(String path) {
      this.path = path;
      if (showsOpenFiles) {
        files.put(path, stored(output));
      }
    }

    @Override
    public long position() {
      return output.size();
    }

    @Override
    public void write(int value) {
      output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      output.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (!closed) {
        closed = true;
        if (showsOpenFiles && !files.containsKey(path)) {
          throw new FileNotFoundException(path); // removed by somebody meanwhile
        }
        files.put(path, stored(output));
      }
    }

    @Override
    public long modificationTime() throws IOException {
      return find(path).orElseThrow(() -> new FileNotFoundException(path)).modificationTime();
    }

    @Override
    public void discard() {
      closed = true;
      files.remove(path);
    }
  }
}
