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
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Makes files appear under their names whole, once, and for good, on a local file system and across
 * processes.
 *
 * <p>A hard link is the one operation of POSIX that creates a name only if it is not there and that
 * shows a complete file from the first moment on; rename replaces silently. Nothing here can be
 * broken off by an interrupt, so that a cancelled task never leaves a commit in doubt.
 */
final class Durable {

  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9a-f-]{36}\\.tmp");

  private Durable() {}

  /** A fresh name beside {@code target}. Readers of Delta tables overlook names with a dot. */
  static Path temporaryFor(Path target) {
    return target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
  }

  /** Whether a file has such a name. */
  static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Gives a complete and synced file its final name, unless that name is taken. The temporary name
   * is removed in any case.
   *
   * @throws FileAlreadyExistsException if another file has the name; it is left untouched
   */
  static void publishIfAbsent(Path temporary, Path target) throws IOException {
    try {
      link(temporary, target);
      syncDirectory(target.getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Gives a complete and synced file its final name, in place of whatever has it. */
  static void publishReplacing(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(target.getParent());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void link(Path temporary, Path target) throws IOException {
    try {
      Files.createLink(target, temporary);
    } catch (FileAlreadyExistsException e) {
      if (!isOurs(temporary, target)) {
        throw e;
      }
    } catch (UnsupportedOperationException | IOException e) {
      if (!isOurs(temporary, target)) {
        throw new IOException(
            "The file system of %s refused a hard link, which a local Delta table needs so that several processes can commit safely; put the table on one that has them, such as ext4, XFS or APFS."
                .formatted(target.getParent()),
            e);
      }
    }
  }

  /** Over a network file system a link can be reported as failed, and yet be there. */
  private static boolean isOurs(Path temporary, Path target) throws IOException {
    return Files.exists(target) && Files.isSameFile(temporary, target);
  }

  /** Creates what is missing, from the top. */
  static void createDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    createDirectories(parent);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw new NotDirectoryException(directory.toString());
      }
    }
    syncDirectory(parent);
  }

  /** A name is only durable when its directory is. */
  static void syncDirectory(Path directory) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
