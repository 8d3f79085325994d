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
package io.github.flinkcomments.connector.delta.log.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StorageFileIOTest {

  private final MemoryStorage storage = new MemoryStorage("memory://table");
  private final StorageFileIO files = new StorageFileIO(storage);

  @Test
  void linesArePutOnce() throws Exception {
    put("entry", false, "first", "of two");

    assertThatThrownBy(() -> put("entry", false, "second"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(storage.contents().get("_delta_log/entry")).asString().isEqualTo("first\nof two\n");
    put("entry", true, "third");
    assertThat(storage.contents().get("_delta_log/entry")).asString().isEqualTo("third\n");
  }

  @Test
  void linesThatBreakOffDoNotAppear() {
    Iterator<String> broken =
        Stream.iterate(1, line -> line + 1)
            .map(
                line -> {
                  if (line == 3) {
                    throw new IllegalStateException("broken");
                  }
                  return "line " + line;
                })
            .iterator();

    assertThatThrownBy(
            () ->
                files
                    .newOutputFile("memory://table/_delta_log/entry")
                    .writeAtomically(Utils.toCloseableIterator(broken), false))
        .hasMessage("broken");
    assertThat(storage.contents()).isEmpty();
  }

  @Test
  void pathsOfKernelBeginWithTheRoot() throws Exception {
    put("b", false, "b");
    put("a", false, "a");

    try (CloseableIterator<FileStatus> listed = files.listFrom("memory://table/_delta_log/b")) {
      assertThat(listed.toInMemoryList())
          .extracting(FileStatus::getPath)
          .containsExactly("memory://table/_delta_log/b");
    }
    assertThat(files.getFileStatus("memory://table/_delta_log/a").getSize()).isEqualTo(2);
    assertThatThrownBy(() -> files.getFileStatus("memory://table/_delta_log/c"))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.getFileStatus("memory://tables/_delta_log/a"))
        .hasMessageContaining("not below memory://table");
  }

  @Test
  void aFileThatEndsTooEarlyIsAnError() throws Exception {
    put("entry", false, "four");
    byte[] bytes = new byte[6];
    try (SeekableInputStream input =
        files.newInputFile("memory://table/_delta_log/entry", -1).newStream()) {
      input.seek(2);
      input.readFully(bytes, 0, 3);
      assertThat(bytes).startsWith('u', 'r', '\n');
      input.seek(0);
      assertThatThrownBy(() -> input.readFully(bytes, 0, 6)).isInstanceOf(EOFException.class);
    }
  }

  private void put(String name, boolean overwrite, String... lines) throws IOException {
    files
        .newOutputFile("memory://table/_delta_log/" + name)
        .writeAtomically(Utils.toCloseableIterator(List.of(lines).iterator()), overwrite);
  }
}
