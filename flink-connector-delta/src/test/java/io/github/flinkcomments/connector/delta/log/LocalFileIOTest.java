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
package io.github.flinkcomments.connector.delta.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalFileIOTest {

  private final LocalFileIO files = new LocalFileIO();

  @TempDir Path directory;

  @Test
  void aFileIsPutOnce() throws Exception {
    put("entry", "first\nof two", false);

    assertThatThrownBy(() -> put("entry", "second", false))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(directory.resolve("entry")).hasContent("first\nof two\n");
    assertThat(names()).containsExactly("entry");
  }

  @Test
  void aFileIsReplacedIfAskedFor() throws Exception {
    put("entry", "first", true);
    put("entry", "second", true);

    assertThat(directory.resolve("entry")).hasContent("second\n");
    assertThat(names()).containsExactly("entry");
  }

  @Test
  void aFileThatIsNotWrittenToItsEndDoesNotAppear() throws Exception {
    CloseableIterator<String> broken =
        Utils.toCloseableIterator(
            Stream.iterate(1, line -> line + 1)
                .map(
                    line -> {
                      if (line == 3) {
                        throw new IllegalStateException("broken");
                      }
                      return "line " + line;
                    })
                .iterator());

    assertThatThrownBy(
            () ->
                files
                    .newOutputFile(directory.resolve("entry").toString())
                    .writeAtomically(broken, false))
        .hasMessage("broken");
    assertThat(names()).isEmpty();
  }

  @Test
  void anInterruptDoesNotBreakOffAWrite() throws Exception {
    Thread.currentThread().interrupt();
    put("entry", "whole", false);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(directory.resolve("entry")).hasContent("whole\n");
  }

  @Test
  void filesAreListedInOrderFromAName() throws Exception {
    for (String name : List.of("b", "a", "d", "c", ".c.hidden.tmp")) {
      put(name, name, false);
    }

    try (CloseableIterator<FileStatus> listed = files.listFrom(directory.resolve("b").toString())) {
      assertThat(listed.toInMemoryList())
          .extracting(status -> Path.of(status.getPath()).getFileName().toString())
          .containsExactly("b", "c", "d");
    }
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String missing = directory.resolve("missing/file").toString();

    assertThatThrownBy(() -> files.listFrom(missing)).isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.getFileStatus(missing))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.newInputFile(missing, -1).newStream())
        .isInstanceOf(FileNotFoundException.class);
  }

  private void put(String name, String line, boolean overwrite) throws IOException {
    files
        .newOutputFile(directory.resolve(name).toString())
        .writeAtomically(Utils.toCloseableIterator(List.of(line).iterator()), overwrite);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> listed = Files.list(directory)) {
      return listed.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
