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
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.IOException;
import java.util.Optional;

/** Tells a probe about each access, before and after it takes place. */
final class ProbedFileIO implements FileIO {

  enum Operation {
    LIST,
    STATUS,
    READ,
    WRITE,
    PUT,
    OTHER
  }

  /** May throw, to make an access fail without, or after, it took place. */
  interface Probe {

    default void before(Operation operation, String path) throws IOException {}

    default void after(Operation operation, String path) throws IOException {}
  }

  private final FileIO files = new LocalFileIO();
  private volatile Probe probe = new Probe() {};

  void probe(Probe newProbe) {
    this.probe = newProbe;
  }

  private interface Access<T> {
    T run() throws IOException;
  }

  private <T> T probed(Operation operation, String path, Access<T> access) throws IOException {
    probe.before(operation, path);
    T result = access.run();
    probe.after(operation, path);
    return result;
  }

  @Override
  public CloseableIterator<FileStatus> listFrom(String path) throws IOException {
    return probed(Operation.LIST, path, () -> files.listFrom(path));
  }

  @Override
  public FileStatus getFileStatus(String path) throws IOException {
    return probed(Operation.STATUS, path, () -> files.getFileStatus(path));
  }

  @Override
  public String resolvePath(String path) throws IOException {
    return files.resolvePath(path);
  }

  @Override
  public boolean mkdirs(String path) throws IOException {
    return probed(Operation.OTHER, path, () -> files.mkdirs(path));
  }

  @Override
  public InputFile newInputFile(String path, long fileSize) {
    InputFile file = files.newInputFile(path, fileSize);
    return new InputFile() {
      @Override
      public long length() throws IOException {
        return file.length();
      }

      @Override
      public String path() {
        return file.path();
      }

      @Override
      public io.delta.kernel.defaults.engine.fileio.SeekableInputStream newStream()
          throws IOException {
        return probed(Operation.READ, path, file::newStream);
      }
    };
  }

  @Override
  public OutputFile newOutputFile(String path) {
    OutputFile file = files.newOutputFile(path);
    return new OutputFile() {
      @Override
      public String path() {
        return file.path();
      }

      @Override
      public PositionOutputStream create(boolean atomicWrite) throws IOException {
        return probed(Operation.WRITE, path, () -> file.create(atomicWrite));
      }

      @Override
      public void writeAtomically(CloseableIterator<String> data, boolean overwrite)
          throws IOException {
        probed(
            Operation.PUT,
            path,
            () -> {
              file.writeAtomically(data, overwrite);
              return path;
            });
      }
    };
  }

  @Override
  public boolean delete(String path) throws IOException {
    return probed(Operation.OTHER, path, () -> files.delete(path));
  }

  @Override
  public Optional<String> getConf(String confKey) {
    return files.getConf(confKey);
  }

  @Override
  public void copyFileAtomically(String source, String target, boolean overwrite)
      throws IOException {
    files.copyFileAtomically(source, target, overwrite);
  }
}
