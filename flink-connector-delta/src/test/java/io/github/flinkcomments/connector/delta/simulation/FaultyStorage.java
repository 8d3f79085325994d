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
package io.github.flinkcomments.connector.delta.simulation;

import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Access;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.FileKind;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Moment;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import io.github.flinkcomments.connector.delta.storage.StoredFile;
import io.github.flinkcomments.connector.delta.storage.StoredInput;
import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;

/** A store in memory whose every access may fail: without having taken place, or after it has. */
class FaultyStorage implements TableStorage {

  private final MemoryStorage storage;
  private final Faults faults;
  private final Background background;

  FaultyStorage(MemoryStorage storage, Faults faults, Background background) {
    this.storage = storage;
    this.faults = faults;
    this.background = background;
  }

  @FunctionalInterface
  interface Action<T> {
    T run() throws IOException;
  }

  private <T> T faulty(Access access, String path, Action<T> action) throws IOException {
    return faulty(access, FileKind.of(path), action);
  }

  private <T> T faulty(Access access, FileKind kind, Action<T> action) throws IOException {
    faults.at(new FaultPoint(access, Moment.BEFORE, kind));
    T result = action.run();
    faults.at(new FaultPoint(access, Moment.AFTER, kind));
    return result;
  }

  @Override
  public String root() {
    return storage.root();
  }

  @Override
  public List<StoredFile> list(String directory, String first) throws IOException {
    return faulty(Access.LIST, directory, () -> storage.list(directory, first));
  }

  @Override
  public Optional<StoredFile> find(String path) throws IOException {
    return faulty(Access.LOOK, path, () -> storage.find(path));
  }

  @Override
  public StoredInput read(String path) throws IOException {
    return new FaultyInput(FileKind.of(path), faulty(Access.OPEN, path, () -> storage.read(path)));
  }

  @Override
  public void putIfAbsent(String path, Content content) throws IOException {
    faulty(
        Access.PUT,
        path,
        () -> {
          storage.putIfAbsent(path, faulty(path, content));
          return path;
        });
  }

  @Override
  public void putReplacing(String path, Content content) throws IOException {
    faulty(
        Access.PUT,
        path,
        () -> {
          storage.putReplacing(path, faulty(path, content));
          return path;
        });
  }

  /** May fail half-way. Parquet writes byte by byte. */
  private Content faulty(String path, Content content) {
    return output -> {
      OutputStream buffered = new BufferedOutputStream(new FaultyStream(FileKind.of(path), output));
      content.writeTo(buffered);
      buffered.flush();
    };
  }

  @Override
  public StoredOutput create(String path) throws IOException {
    return new FaultyOutput(
        FileKind.of(path), faulty(Access.CREATE, path, () -> storage.create(path)));
  }

  @Override
  public boolean delete(String path) throws IOException {
    return faulty(Access.DELETE, path, () -> storage.delete(path));
  }

  @Override
  public Stream<StoredFile> dataFiles() throws IOException {
    return faulty(Access.LIST, "", storage::dataFiles);
  }

  @Override
  public void createDirectory(String path) throws IOException {
    storage.createDirectory(path);
  }

  @Override
  public void requirePlace() throws IOException {
    storage.requirePlace();
  }

  @Override
  public void requireWritable() throws IOException {
    faulty(
        Access.CHECK,
        "",
        () -> {
          storage.requireWritable();
          return "";
        });
  }

  @Override
  public void createRoot() {
    storage.createRoot();
  }

  @Override
  public ExecutorService background(String name) {
    return background.thread();
  }

  @Override
  public void close() {
    storage.close();
  }

  private final class FaultyInput extends StoredInput {

    private final FileKind kind;
    private final StoredInput input;

    FaultyInput(FileKind kind, StoredInput input) {
      this.kind = kind;
      this.input = input;
    }

    @Override
    public long position() throws IOException {
      return input.position();
    }

    @Override
    public void seek(long position) throws IOException {
      input.seek(position);
    }

    @Override
    public int read() throws IOException {
      return input.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      return faulty(Access.READ, kind, () -> input.read(bytes, offset, length));
    }
  }

  private final class FaultyStream extends OutputStream {

    private final FileKind kind;
    private final OutputStream output;

    FaultyStream(FileKind kind, OutputStream output) {
      this.kind = kind;
      this.output = output;
    }

    @Override
    public void write(int value) throws IOException {
      output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      faulty(
          Access.WRITE,
          kind,
          () -> {
            output.write(bytes, offset, length);
            return kind;
          });
    }
  }

  private final class FaultyOutput extends StoredOutput {

    private final FileKind kind;
    private final StoredOutput output;

    FaultyOutput(FileKind kind, StoredOutput output) {
      this.kind = kind;
      this.output = output;
    }

    @Override
    public long position() {
      return output.position();
    }

    @Override
    public long modificationTime() throws IOException {
      return faulty(Access.LOOK, kind, output::modificationTime);
    }

    @Override
    public void write(int value) throws IOException {
      output.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      faulty(
          Access.WRITE,
          kind,
          () -> {
            output.write(bytes, offset, length);
            return kind;
          });
    }

    @Override
    public void close() throws IOException {
      faulty(
          Access.FINISH,
          kind,
          () -> {
            output.close();
            return kind;
          });
    }

    @Override
    public void discard() throws IOException {
      faulty(
          Access.DISCARD,
          kind,
          () -> {
            output.discard();
            return kind;
          });
    }
  }
}
