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

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A data file that is being written. It is nobody's until the log mentions it, so it is written
 * under its final name.
 */
public final class DataFileOutput extends OutputStream {

  private final Path root;
  private final DataFilePath path;
  private final Path file;
  private final SyncedOutput output;
  private boolean discarded;

  DataFileOutput(Path root, DataFilePath path) throws IOException {
    this.root = root;
    this.path = path;
    this.file = path.below(root);
    this.output = new SyncedOutput(file);
  }

  /** Relative to the table's root, as it stands in the log. */
  public String path() {
    return path.inLog();
  }

  /** Bytes written so far. */
  public long position() {
    return output.getPos();
  }

  @Override
  public void write(int value) throws IOException {
    if (!discarded) {
      output.write(value);
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!discarded) {
      output.write(bytes, offset, length);
    }
  }

  /** Forces the file and its name to the disk, unless it was discarded. */
  @Override
  public void close() throws IOException {
    if (!discarded) {
      output.close();
      syncDirectories();
    }
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

  /** Milliseconds since the epoch; the file must be closed. */
  public long modificationTime() throws IOException {
    return Files.getLastModifiedTime(file).toMillis();
  }

  /** Removes the file. What is written from now on goes nowhere, so that a writer can be closed. */
  public void discard() throws IOException {
    discarded = true;
    try {
      output.close();
    } finally {
      Files.deleteIfExists(file);
    }
  }
}
