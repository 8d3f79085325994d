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
package io.github.flinkcomments.examples.pipeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Lets one run of a pipeline go at a time. The operating system holds the lock, so that a process
 * that crashes or is killed leaves none behind; the file's text is for people only.
 */
final class RunLock implements AutoCloseable {

  private final FileChannel channel;
  private final Optional<String> crashed;

  private RunLock(FileChannel channel, Optional<String> crashed) {
    this.channel = channel;
    this.crashed = crashed;
  }

  /**
   * Takes the lock.
   *
   * @param file the lock's file; it stays
   * @throws PipelineRunningException if another run has it; the message says which
   */
  static RunLock take(Path file) throws IOException, PipelineRunningException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    String text = text(channel);
    if (lock == null) {
      channel.close();
      throw new PipelineRunningException(
          "This pipeline is running already%s. This run has done nothing; wait for the other one, or stop it with Ctrl-C or kill."
              .formatted(text.isEmpty() ? "" : ": " + text));
    }
    RunLock taken = new RunLock(channel, Optional.of(text).filter(left -> !left.isEmpty()));
    taken.write(
        "process %d, since %s, in %s"
            .formatted(
                ProcessHandle.current().pid(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Path.of("").toAbsolutePath()));
    return taken;
  }

  /** Which run had the lock before and never gave it back; empty if the last one did. */
  Optional<String> crashed() {
    return crashed;
  }

  private static String text(FileChannel channel) throws IOException {
    return new String(
        Channels.newInputStream(channel.position(0)).readAllBytes(), StandardCharsets.UTF_8);
  }

  private void write(String text) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
  }

  @Override
  public void close() throws IOException {
    write("");
    channel.close();
  }
}
