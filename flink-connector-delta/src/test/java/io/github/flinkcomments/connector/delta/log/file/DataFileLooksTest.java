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
package io.github.flinkcomments.connector.delta.log.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.ProbedStorage;
import io.github.flinkcomments.connector.delta.log.ProbedStorage.Operation;
import io.github.flinkcomments.connector.delta.log.SampleTable;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a commit asks about its data files. */
class DataFileLooksTest {

  @TempDir private Path directory;
  private SampleTable sample;
  private List<DataFile> files;

  @BeforeEach
  void writeFiles() throws IOException {
    sample = new SampleTable(directory.resolve("table"));
    Files.createDirectory(sample.path());
    files = new ArrayList<>(sample.write(1));
    files.addAll(sample.write(2));
  }

  /** A commit may take several attempts. */
  @Test
  void whatAFileHasIsReadOnce() throws IOException {
    ProbedStorage storage = sample.probed();
    List<String> read = new ArrayList<>();
    storage.probe(
        new ProbedStorage.Probe() {
          @Override
          public void before(Operation operation, String path) {
            if (operation == Operation.READ) {
              read.add(path);
            }
          }
        });
    DataFileSchemas schemas =
        new DataFileSchemas(new StorageFileIO(storage), sample.path().toString());

    assertThat(schemas.of(files)).hasSize(2);
    int once = read.size();
    assertThat(schemas.of(files)).hasSize(2);
    assertThat(read).hasSize(once);
  }

  /** Each of two looks waits until the other has begun. */
  @Test
  void severalFilesAreLookedForAtATime() throws IOException {
    ProbedStorage storage = sample.probed();
    CountDownLatch begun = new CountDownLatch(2);
    storage.probe(
        new ProbedStorage.Probe() {
          @Override
          public void before(Operation operation, String path) throws IOException {
            if (operation == Operation.STATUS) {
              begun.countDown();
              await(begun);
            }
          }
        });
    try (ParallelCalls calls = new ParallelCalls("looks", 2)) {
      assertThat(DataFilePresence.missing(storage, files, calls)).isEmpty();
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).as("two looks at a time").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
