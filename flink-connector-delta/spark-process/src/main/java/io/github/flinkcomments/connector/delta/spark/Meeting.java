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
package io.github.flinkcomments.connector.delta.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;

/** Lets a test do something in the middle of a statement. */
final class Meeting {

  private static final long MOST_SECONDS = 120;

  private Meeting() {}

  /**
   * Puts a file {@code arrived} into a directory, and waits until somebody puts {@code go} there.
   *
   * @return the value
   */
  static String at(String directory, String value) throws IOException, InterruptedException {
    Path place = Path.of(directory);
    try (WatchService watch = place.getFileSystem().newWatchService()) {
      place.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
      if (Files.notExists(place.resolve("arrived"))) {
        Files.createFile(place.resolve("arrived"));
      }
      while (Files.notExists(place.resolve("go"))) {
        WatchKey created = watch.poll(MOST_SECONDS, TimeUnit.SECONDS);
        if (created == null) {
          throw new IOException("Nobody came to " + directory);
        }
        created.pollEvents();
        created.reset();
      }
    }
    return value;
  }
}
