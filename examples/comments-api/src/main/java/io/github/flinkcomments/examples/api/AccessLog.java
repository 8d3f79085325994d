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
package io.github.flinkcomments.examples.api;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * One line a request: time, method, {@code start=}, {@code limit=}, {@code status=}, {@code rows=}
 * and the {@code fault=} delivered, with {@code -} for what there is not. Each line is in the file
 * before the answer is sent.
 */
final class AccessLog implements AutoCloseable {

  private final BufferedWriter writer;

  private AccessLog(BufferedWriter writer) {
    this.writer = writer;
  }

  static AccessLog open(Path file) {
    try {
      return new AccessLog(
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the access log " + file + ".", e);
    }
  }

  synchronized void add(ServedRequest served) {
    try {
      writer.write(line(Instant.now(), served));
      writer.newLine();
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the access log.", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the access log.", e);
    }
  }

  static String line(Instant time, ServedRequest served) {
    ListingRequest request = served.request();
    OptionalLong limit = request.limit();
    return "%s %s start=%d limit=%s status=%s rows=%d fault=%s"
        .formatted(
            time,
            request.method(),
            request.offset(),
            limit.isPresent() ? Long.toString(limit.getAsLong()) : "-",
            served.status().isPresent() ? Integer.toString(served.status().getAsInt()) : "-",
            served.rows(),
            served.fault().map(fault -> fault.getClass().getSimpleName()).orElse("-"));
  }
}
