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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Stream;
import org.apache.flink.annotation.PublicEvolving;

/**
 * The place of one table: what its log and its data files need of a store.
 *
 * <p>Paths are relative to the table's root, with slashes, and neither begin nor end with one. They
 * are taken literally: a percent sign is a percent sign.
 *
 * <p>Safe to use from any number of threads, and together with other processes that use the same
 * place. No method is broken off by an interrupt, so that a cancelled task leaves nothing in doubt.
 * Every method comes to an end, if need be with an {@link IOException}.
 */
@PublicEvolving
public interface TableStorage extends AutoCloseable {

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {

    /**
     * Called once. If it throws, the file does not exist.
     *
     * @param output need not be buffered, flushed or closed
     */
    void writeTo(OutputStream output) throws IOException;
  }

  /**
   * The table's root, as it stands in messages and as Kernel joins it with paths: an absolute path,
   * or a URI without escapes. Does not end with a slash, unless it is nothing else.
   */
  String root();

  /**
   * The files of a directory, not below it, in the order of their names. Names that begin with a
   * dot are left out.
   *
   * @param directory a path
   * @param first the least name to list
   * @throws FileNotFoundException if there is no such directory, in a store that has directories
   */
  List<StoredFile> list(String directory, String first) throws IOException;

  /**
   * The same as {@link #list}, one after the other where the store can: whoever needs only the
   * beginning of a long directory does not wait for the rest, nor keeps it. Must be closed; reading
   * on may throw an {@link java.io.UncheckedIOException}.
   */
  default Stream<StoredFile> listing(String directory, String first) throws IOException {
    return list(directory, first).stream();
  }

  /** A file, if it is there. */
  Optional<StoredFile> find(String path) throws IOException;

  /**
   * Opens a file to read any part of it.
   *
   * @throws FileNotFoundException if it is not there, now or at the first read
   */
  StoredInput read(String path) throws IOException;

  /**
   * Puts a whole file in its place, if there is none. Of all processes that try at once, exactly
   * one succeeds. The file is durable when this returns, and never seen in part.
   *
   * @throws FileAlreadyExistsException if another file is there; it is left untouched
   * @throws IOException if it failed. The file may be there all the same
   */
  void putIfAbsent(String path, Content content) throws IOException;

  /** As {@link #putIfAbsent}, but in place of whatever is there. */
  void putReplacing(String path, Content content) throws IOException;

  /**
   * Begins a data file. It counts as absent until it was closed.
   *
   * @param path no other file may ever have it
   * @throws FileNotFoundException if the table is gone, in a store where that shows
   */
  StoredOutput create(String path) throws IOException;

  /**
   * Removes a file.
   *
   * @return whether it was there, as far as the store tells
   */
  boolean delete(String path) throws IOException;

  /**
   * Everything below the root but the log, in no order: data files, whoever wrote them and whether
   * or not the table knows them. Must be closed; reading on may throw an {@link
   * java.io.UncheckedIOException}.
   */
  Stream<StoredFile> dataFiles() throws IOException;

  /**
   * Those of the {@link #dataFiles() data files} whose paths begin with one of some texts. A store
   * that can list by the beginning of names lists no others.
   */
  default Stream<StoredFile> dataFiles(Set<String> prefixes) throws IOException {
    return dataFiles().filter(file -> prefixes.stream().anyMatch(file.path()::startsWith));
  }

  /**
   * Begins a place for work on the table that nobody waits for, such as log checkpoints. What is
   * handed to it is done in that order, and not broken off by an interrupt; threads that it has are
   * daemons. Whoever asks for it shuts it down.
   *
   * @param name of a thread
   */
  default ExecutorService background(String name) {
    return BackgroundThread.named(name);
  }

  /**
   * How many calls are made at a time where there are many of one kind. One, unless a call costs a
   * wait.
   */
  default int parallelism() {
    return 1;
  }

  /** Whether files can have a name with such characters, none of which is a slash. */
  default boolean takesName(String name) {
    return true;
  }

  /** Makes a directory and those above it, in a store that has directories. */
  void createDirectory(String path) throws IOException;

  /**
   * Checks, without changing anything, that there is a place for a table, or may be one. It need
   * not be one that this process may write to.
   *
   * @throws UnusableLocationException if not: nobody but the user can mend that
   */
  void requirePlace() throws IOException;

  /**
   * Checks, without changing anything, that this process may write a table.
   *
   * @throws UnusableLocationException if not: nobody but the user can mend that
   */
  void requireWritable() throws IOException;

  /**
   * Makes the root if it is not there.
   *
   * @throws UnusableLocationException if it is refused. Other failures may go away, and whoever
   *     writes below the root meets them again
   */
  void createRoot() throws UnusableLocationException;

  /**
   * Removes what killed processes have left of data files of ours that were never whole, where no
   * listing shows it. Nothing, in a store that has no such thing.
   *
   * @param begunBefore a file that was begun before cannot be written any more
   */
  default void removeAbandoned(Instant begunBefore) throws IOException {}

  /** Gives back what the store holds, such as connections. */
  @Override
  void close();
}
