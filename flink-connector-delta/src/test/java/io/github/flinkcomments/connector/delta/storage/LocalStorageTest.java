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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends TableStorageContract {

  @TempDir private Path directory;

  @Override
  protected TableStorage storage() {
    return new LocalStorage(directory.resolve("table"));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "Only Linux has a device that is always full.")
  void aFullDiskIsToldWithTheFile() {
    assertThatThrownBy(
            () -> {
              try (SyncedOutput full = new SyncedOutput(Path.of("/dev/full"))) {
                full.write(1);
              }
            })
        .isInstanceOf(FileSystemException.class)
        .hasMessageStartingWith("/dev/full: No space left on device");
  }

  /** Kills have left them behind. */
  @Test
  void filesOfTheLogThatNeverGotTheirNamesAreRemoved() throws Exception {
    TableStorage storage = storage();
    storage.createRoot();
    storage.createDirectory("_delta_log");
    storage.putIfAbsent("_delta_log/entry", output -> {});
    Path entry = directory.resolve("table/_delta_log/entry");
    Path temporary = Files.createFile(Durable.temporaryFor(entry));

    storage.removeAbandoned(Instant.now().minus(Duration.ofHours(1)));
    assertThat(temporary).exists();
    storage.removeAbandoned(Instant.now().plus(Duration.ofHours(1)));
    assertThat(temporary).doesNotExist();
    assertThat(entry).exists();
  }

  @Test
  void filesThatVanishMeanwhileAreLeftOutOfTheDataFiles() throws Exception {
    TableStorage storage = storage();
    storage.createRoot();
    for (String path : List.of("a=1/part-1", "a=1/part-2", "a=2/part-1", "part-1", "part-2")) {
      storage.create(path).close();
    }

    List<String> seen = new ArrayList<>();
    try (Stream<StoredFile> files = storage.dataFiles()) {
      files.forEach(
          file -> {
            seen.add(file.path());
            deleteAll();
          });
    }
    assertThat(seen).hasSize(1);
  }

  private void deleteAll() {
    List.of("a=1/part-1", "a=1/part-2", "a=1", "a=2/part-1", "a=2", "part-1", "part-2")
        .forEach(
            path ->
                assertThatCode(() -> Files.deleteIfExists(directory.resolve("table").resolve(path)))
                    .doesNotThrowAnyException());
  }

  @Test
  void aTableThatIsGoneIsNotMadeAgainByItsWriters() {
    assertThatThrownBy(() -> storage().create("part-1.parquet"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("was the table deleted?");
    assertThatThrownBy(() -> storage().putIfAbsent("_delta_log/entry", output -> {}))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> storage().list("_delta_log", ""))
        .isInstanceOf(FileNotFoundException.class);
  }
}
