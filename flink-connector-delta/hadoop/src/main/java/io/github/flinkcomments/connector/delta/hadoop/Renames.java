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

import io.github.flinkcomments.connector.delta.storage.TableStorage.Content;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * For file systems in which a file shows under its name before it is whole, and in which a rename
 * takes place at once and does not replace: HDFS, and Azure's with a hierarchical namespace. Where
 * replacing is asked for, Azure's file is not there for a moment.
 *
 * @param calls to the file system
 */
record Renames(HadoopCalls calls) implements Publication {

  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.tmp");

  /** Whether a file never got its name. */
  static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(file.getName()).matches();
  }

  /** Renames a file that is whole. */
  private interface Rename {
    void to(Path target, Path temporary, byte[] digest, FileSystem files) throws IOException;
  }

  @Override
  public void putIfAbsent(Path target, Content content) throws IOException {
    put(target, content, Renames::renameIfAbsent);
  }

  @Override
  public void putReplacing(Path target, Content content) throws IOException {
    put(target, content, this::renameReplacing);
  }

  private void put(Path target, Content content, Rename rename) throws IOException {
    Path temporary =
        new Path(target.getParent(), ".%s.%s.tmp".formatted(target.getName(), UUID.randomUUID()));
    calls.call(
        files -> {
          try {
            byte[] digest = write(files, temporary, content);
            rename.to(target, temporary, digest, files);
          } catch (IOException | RuntimeException e) {
            discard(files, temporary, e);
            throw e;
          }
          return null;
        });
  }

  private static void discard(FileSystem files, Path temporary, Exception failure) {
    try {
      files.delete(temporary, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Makes no directories: where that of the log is gone, so is the table.
   *
   * @return the digest of what was written
   */
  private static byte[] write(FileSystem files, Path path, Content content) throws IOException {
    MessageDigest digest = sha256();
    try (FSDataOutputStream output = files.createFile(path).overwrite(false).build()) {
      content.writeTo(new DigestOutputStream(output, digest));
      if (output.hasCapability(StreamCapabilities.HSYNC)) {
        output.hsync();
      }
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static boolean holds(FileSystem files, Path path, byte[] digest) throws IOException {
    MessageDigest found = sha256();
    try (InputStream input = new DigestInputStream(files.open(path), found)) {
      input.transferTo(OutputStream.nullOutputStream());
      return MessageDigest.isEqual(digest, found.digest());
    } catch (FileNotFoundException e) {
      return false;
    }
  }

  /**
   * A rename that a client repeats after its answer was lost finds the file gone. Somebody may also
   * have cleaned it away, so what is at the target tells whether the rename has taken place.
   */
  private static void renameIfAbsent(Path target, Path temporary, byte[] digest, FileSystem files)
      throws IOException {
    if (files.rename(temporary, target)
        || (!files.exists(temporary) && holds(files, target, digest))) {
      return;
    }
    if (files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    throw new IOException("%s could not be renamed to %s".formatted(temporary, target));
  }

  private void renameReplacing(Path target, Path temporary, byte[] digest, FileSystem files)
      throws IOException {
    calls.context().rename(temporary, target, Options.Rename.OVERWRITE);
  }
}
