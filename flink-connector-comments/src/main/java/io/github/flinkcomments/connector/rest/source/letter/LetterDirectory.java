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
package io.github.flinkcomments.connector.rest.source.letter;

import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import java.io.IOException;
import java.util.Base64;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream.Committer;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.fs.RecoverableWriter.CommitRecoverable;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of dead letters, in a file system that can hide a file until it is published, and
 * publish it again without doing anything, whatever process wrote it.
 */
final class LetterDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(LetterDirectory.class);

  /** The error of S3 about an upload that was completed, aborted, or has expired. */
  private static final String NO_SUCH_UPLOAD = "NoSuchUpload";

  private final Path path;
  private final FileSystem files;
  private final RecoverableWriter writer;

  private LetterDirectory(Path path, FileSystem files) throws IOException {
    this.path = path;
    this.files = files;
    this.writer = files.createRecoverableWriter();
  }

  static LetterDirectory open(String directory) throws IOException {
    try {
      Path path = new Path(directory);
      LetterDirectory letters = new LetterDirectory(path, path.getFileSystem());
      letters.requireNoFileInPlace();
      return letters;
    } catch (UnsupportedFileSystemSchemeException | UnsupportedOperationException e) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              ("The option 'error.dead-letter-path' is '%s', a file system to which Flink cannot write"
                      + " files that are published with a checkpoint (%s); give a directory on one to"
                      + " which it can, and add the plugin for it.")
                  .formatted(directory, e.getMessage()),
              e));
    }
  }

  /** To be told when a job starts, and not at its first malformed record. */
  private void requireNoFileInPlace() throws IOException {
    if (files.isDistributedFS()) {
      return;
    }
    Path existing = path;
    while (!files.exists(existing)) {
      existing = existing.getParent();
    }
    if (!files.getFileStatus(existing).isDir()) {
      throw new SuppressRestartsException(
          new IllegalStateException(
              "The option 'error.dead-letter-path' is '%s', but '%s' is a file; give a directory."
                  .formatted(path, existing.getPath())));
    }
  }

  /** Begins a file, which is hidden until it is published. */
  LetterFile begin(String name) throws IOException {
    try {
      return new LetterFile(name, writer.open(new Path(path, name)));
    } catch (IOException e) {
      throw new DeadLetterException(
          "The option 'error.dead-letter-path' is '%s', but no file can be written there (%s); let this process write there, or give another directory."
              .formatted(path, e),
          e);
    }
  }

  /** Ends a file, and returns by what anybody can publish it. */
  DeadLetterSplit finish(LetterFile file) throws IOException {
    CommitRecoverable pending = file.finish().getRecoverable();
    SimpleVersionedSerializer<CommitRecoverable> serializer =
        writer.getCommitRecoverableSerializer();
    return new DeadLetterSplit(
        new Path(path, file.name()).toString(),
        serializer.getVersion(),
        Base64.getEncoder().encodeToString(serializer.serialize(pending)));
  }

  /**
   * Publishes a file in the place of the one that another attempt may have published. Where
   * publishing replaces, there is one of them at any moment, whenever this attempt is given up.
   */
  void replace(DeadLetterSplit letters) throws IOException {
    if (!publishingReplaces()) {
      remove(new Path(letters.file()).getName());
    }
    publish(letters);
  }

  /** Others rename a hidden file, which HDFS leaves undone where there is one of that name. */
  private boolean publishingReplaces() {
    return !files.isDistributedFS() || files.getUri().getScheme().startsWith("s3");
  }

  /** Removes a file that another attempt has published. */
  void remove(String name) throws IOException {
    Path file = new Path(path, name);
    if (files.exists(file)) {
      files.delete(file, false);
    }
  }

  /** Publishes a file, unless that has been done. */
  static void publish(DeadLetterSplit letters) throws IOException {
    Path file = new Path(letters.file());
    FileSystem files = file.getFileSystem();
    RecoverableWriter writer = files.createRecoverableWriter();
    CommitRecoverable pending =
        writer
            .getCommitRecoverableSerializer()
            .deserialize(letters.version(), Base64.getDecoder().decode(letters.pending()));
    publish(file, files, writer.recoverForCommit(pending));
  }

  /**
   * Publishes a file, unless that has been done and whoever has mended the records has moved or
   * changed it since.
   */
  static void publish(Path file, FileSystem files, Committer pending) throws IOException {
    boolean completed = true;
    try {
      pending.commitAfterRecovery();
    } catch (IOException e) {
      if (!uploadHasEnded(e)) {
        throw e;
      }
      completed = false;
    }
    if (!files.exists(file)) {
      LOG.warn(
          "The dead letters in {} are not there: the file was published and moved away since, or the"
              + " store has given up its upload while the job did not run.",
          file);
    } else if (!completed) {
      LOG.warn("The dead letters in {} were published before, and have been changed since.", file);
    }
  }

  /**
   * Whether an object store says that the upload of a file is over. It does not tell an upload that
   * was completed from one that has expired, and neither comes back however often one tries.
   */
  private static boolean uploadHasEnded(IOException failure) {
    return ExceptionUtils.findThrowable(failure, cause -> cause.toString().contains(NO_SUCH_UPLOAD))
        .isPresent();
  }
}
