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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A local data file that is being written. It is nobody's until the log mentions it, so it is
 * written under its final name.
 */
final class LocalDataFile extends StoredOutput {

  private final Path root;
  private final Path file;
  private final SyncedOutput output;

  LocalDataFile(Path root, Path file) throws IOException {
    this.root = root;
    this.file = file;
    this.output = new SyncedOutput(file);
  }

  @Override
  public long position() {
    return output.position();
  }

  @Override
  public void write(int value) throws IOException {
    output.write(value);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    output.write(bytes, offset, length);
  }

  /** Forces the file and its name to the disk. */
  @Override
  public void close() throws IOException {
    output.close();
    syncDirectories();
  }

  /**
   * Up to the root, whoever has made them: another writer may not have come to sync what it made.
   */
  private void syncDirectories() throws IOException {
    Path directory = file.getParent();
    while (!directory.equals(root)) {
      Durable.syncDirectory(directory);
      directory = directory.getParent();
    }
    Durable.syncDirectory(root);
  }

  @Override
  public long modificationTime() throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  @Override
  public void discard() throws IOException {
    try {
      output.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
