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

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store must do. */
public abstract class TableStorageContract {

  private static final String LOG = "_delta_log";
  private static final String ENTRY = LOG + "/entry";

  /** Larger than any buffer or part. */
  private static final int LARGE = 20 * 1024 * 1024;

  /** A place that is empty, the same one at each call within a test. */
  protected abstract TableStorage storage() throws IOException;

  private TableStorage table() throws IOException {
    TableStorage storage = storage();
    storage.createRoot();
    storage.createDirectory(LOG);
    return storage;
  }

  @Test
  void aFileIsPutOnce() throws Exception {
    TableStorage storage = table();
    storage.putIfAbsent(ENTRY, text("first\nof two"));

    assertThatThrownBy(() -> storage.putIfAbsent(ENTRY, text("second")))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(contentOf(storage, ENTRY)).isEqualTo("first\nof two");
    assertThat(namesIn(storage, LOG, "")).containsExactly(ENTRY);
  }

  @Test
  void theSameContentIsNotTheSameFile() throws Exception {
    TableStorage storage = table();
    storage.putIfAbsent(ENTRY, text("twins"));

    assertThatThrownBy(() -> storage.putIfAbsent(ENTRY, text("twins")))
        .isInstanceOf(FileAlreadyExistsException.class);
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    TableStorage storage = table();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int round = 0; round < 20; round++) {
        String path = LOG + "/" + round;
        List<Callable<Boolean>> writers =
            IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(writer -> () -> wins(storage, path, "of " + writer))
                .toList();
        int winners = 0;
        for (Future<Boolean> outcome : threads.invokeAll(writers)) {
          winners += outcome.get() ? 1 : 0;
        }
        assertThat(winners).isOne();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean wins(TableStorage storage, String path, String text) throws IOException {
    try {
      storage.putIfAbsent(path, text(text));
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Test
  void aFileIsReplacedIfAskedFor() throws Exception {
    TableStorage storage = table();
    storage.putReplacing(ENTRY, text("first"));
    storage.putReplacing(ENTRY, text("second"));

    assertThat(contentOf(storage, ENTRY)).isEqualTo("second");
    assertThat(namesIn(storage, LOG, "")).containsExactly(ENTRY);
  }

  @Test
  void aFileThatIsNotWrittenToItsEndDoesNotAppear() throws Exception {
    TableStorage storage = table();
    TableStorage.Content broken =
        output -> {
          output.write(new byte[LARGE]);
          throw new IllegalStateException("broken");
        };

    assertThatThrownBy(() -> storage.putIfAbsent(ENTRY, broken)).hasMessage("broken");
    assertThatThrownBy(() -> storage.putReplacing(ENTRY, broken)).hasMessage("broken");
    assertThat(storage.find(ENTRY)).isEmpty();
    assertThat(namesIn(storage, LOG, "")).isEmpty();
  }

  @Test
  void anInterruptDoesNotBreakOffAPut() throws Exception {
    TableStorage storage = table();
    Thread.currentThread().interrupt();
    storage.putIfAbsent(ENTRY, text("whole"));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(contentOf(storage, ENTRY)).isEqualTo("whole");
  }

  @Test
  void filesOfADirectoryAreListedInOrderFromAName() throws Exception {
    TableStorage storage = table();
    storage.createDirectory(LOG + "/c.directory");
    for (String name : List.of("b", "a", "d", "c", "e%20 é")) {
      storage.putIfAbsent(LOG + "/" + name, text(name));
    }

    assertThat(namesIn(storage, LOG, "b").stream().filter(name -> !name.endsWith("directory")))
        .containsExactly(LOG + "/b", LOG + "/c", LOG + "/d", LOG + "/e%20 é");
    assertThat(namesIn(storage, LOG, "bb")).doesNotContain(LOG + "/b").contains(LOG + "/c");
  }

  @Test
  void whatIsNotThereIsNotFound() throws Exception {
    TableStorage storage = table();

    assertThat(storage.find("missing")).isEmpty();
    assertThat(storage.find(LOG + "/missing")).isEmpty();
    assertThatThrownBy(
            () -> {
              try (StoredInput input = storage.read("missing")) {
                input.read();
              }
            })
        .isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void anyPartOfAFileCanBeRead() throws Exception {
    TableStorage storage = table();
    byte[] bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    storage.putIfAbsent(ENTRY, output -> output.write(bytes));

    assertThat(storage.find(ENTRY)).hasValueSatisfying(f -> assertThat(f.size()).isEqualTo(LARGE));
    try (StoredInput input = storage.read(ENTRY)) {
      assertThat(input.readNBytes(3)).isEqualTo(partOf(bytes, 0, 3));
      input.seek(LARGE - 2);
      assertThat(input.readNBytes(10)).isEqualTo(partOf(bytes, LARGE - 2, LARGE));
      assertThat(input.read()).isEqualTo(-1);
      input.seek(5_000_000);
      assertThat(input.position()).isEqualTo(5_000_000);
      assertThat(input.readNBytes(9_000_000)).isEqualTo(partOf(bytes, 5_000_000, 14_000_000));
      assertThat(input.position()).isEqualTo(14_000_000);
      input.seek(0);
      assertThat(input.readAllBytes()).isEqualTo(bytes);
    }
  }

  @Test
  void anEmptyFileCanBeRead() throws Exception {
    TableStorage storage = table();
    storage.putIfAbsent(ENTRY, output -> {});

    assertThat(contentOf(storage, ENTRY)).isEmpty();
  }

  @Test
  void aDataFileIsThereWhenItIsClosed() throws Exception {
    TableStorage storage = table();
    byte[] bytes = new byte[LARGE];
    new Random(2).nextBytes(bytes);
    String path = "p=a%2Fb/part-1.parquet";
    StoredOutput output = storage.create(path);
    output.write(bytes[0]);
    output.write(bytes, 1, LARGE - 1);
    assertThat(output.position()).isEqualTo(LARGE);
    output.close();
    output.close();

    StoredFile file = storage.find(path).orElseThrow();
    assertThat(file.path()).isEqualTo(path);
    assertThat(file.size()).isEqualTo(LARGE);
    assertThat(output.modificationTime()).isEqualTo(file.modificationTime());
    try (StoredInput input = storage.read(path)) {
      assertThat(input.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(paths(storage.dataFiles())).containsExactly(path);
    assertThat(storage.delete(path)).isTrue();
    assertThat(storage.find(path)).isEmpty();
    storage.delete(path);
  }

  @Test
  void nothingIsLeftOfADataFileThatWasDiscarded() throws Exception {
    TableStorage storage = table();
    StoredOutput half = storage.create("part-1.parquet");
    half.write(new byte[LARGE]);
    half.discard();
    half.close();
    StoredOutput whole = storage.create("part-2.parquet");
    whole.write(1);
    whole.close();
    whole.discard();

    assertThat(paths(storage.dataFiles())).isEmpty();
  }

  @Test
  void theLogIsNoDataFile() throws Exception {
    TableStorage storage = table();
    storage.putIfAbsent(ENTRY, text("entry"));
    for (String path : List.of("a", "p=1/q=2/b")) {
      storage.create(path).close();
    }

    assertThat(paths(storage.dataFiles())).containsExactlyInAnyOrder("a", "p=1/q=2/b");
    assertThat(paths(storage.dataFiles(Set.of("")))).hasSize(2);
  }

  @Test
  void dataFilesAreListedByTheBeginningOfTheirPaths() throws Exception {
    TableStorage storage = table();
    for (String path : List.of("part-1-a", "part-1-b", "part-10-a", "part-2-a", "p=1/part-1-a")) {
      storage.create(path).close();
    }

    assertThat(paths(storage.dataFiles(Set.of("part-1-", "part-2-"))))
        .containsExactlyInAnyOrder("part-1-a", "part-1-b", "part-2-a");
    assertThat(paths(storage.dataFiles(Set.of("part-3-")))).isEmpty();
  }

  private static TableStorage.Content text(String text) {
    return output -> output.write(text.getBytes(UTF_8));
  }

  private static String contentOf(TableStorage storage, String path) throws IOException {
    try (StoredInput input = storage.read(path)) {
      return new String(input.readAllBytes(), UTF_8);
    }
  }

  private static List<String> namesIn(TableStorage storage, String directory, String first)
      throws IOException {
    return storage.list(directory, first).stream().map(StoredFile::path).toList();
  }

  private static List<String> paths(Stream<StoredFile> files) {
    try (files) {
      return files.map(StoredFile::path).toList();
    }
  }

  private static byte[] partOf(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }
}
