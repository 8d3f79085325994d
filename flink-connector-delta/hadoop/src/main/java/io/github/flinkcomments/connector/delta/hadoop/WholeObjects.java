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

import io.github.flinkcomments.connector.delta.storage.Spool;
import io.github.flinkcomments.connector.delta.storage.TableStorage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * For stores in which an object appears when it is whole, and in which the store itself sees to it
 * that an object which must not replace another does not: Google's, whose renames are copies.
 * Closing a file there completes it, so content that may break off is gathered before.
 *
 * @param calls to the file system
 */
record WholeObjects(HadoopCalls calls) implements Publication {

  @Override
  public void putIfAbsent(Path target, Content content) throws IOException {
    put(target, content, false);
  }

  @Override
  public void putReplacing(Path target, Content content) throws IOException {
    put(target, content, true);
  }

  private void put(Path target, Content content, boolean overwrite) throws IOException {
    try (Spool spool = Spool.of(content)) {
      calls.call(
          files -> {
            try {
              send(files, target, spool, overwrite);
            } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
              throw alreadyExists(target, e);
            } catch (IOException e) {
              if (overwrite || !files.exists(target)) {
                throw e;
              }
              requireOurs(files, target, spool, e);
            }
            return null;
          });
    }
  }

  private static void send(FileSystem files, Path target, Spool spool, boolean overwrite)
      throws IOException {
    try (InputStream input = spool.open();
        FSDataOutputStream output = files.create(target, overwrite)) {
      input.transferTo(output);
    }
  }

  /**
   * A race that was lost shows when the file is closed, by an error that says little. So does an
   * answer that was lost; then the object there is ours.
   */
  private static void requireOurs(FileSystem files, Path target, Spool spool, IOException failure)
      throws IOException {
    try (InputStream ours = spool.open();
        InputStream there = files.open(target)) {
      if (!Arrays.equals(ours.readAllBytes(), there.readAllBytes())) {
        throw alreadyExists(target, failure);
      }
    }
  }

  private static FileAlreadyExistsException alreadyExists(Path target, IOException cause) {
    FileAlreadyExistsException exception = new FileAlreadyExistsException(target.toString());
    exception.initCause(cause);
    return exception;
  }
}
