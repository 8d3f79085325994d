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

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStorageTest extends TableStorageContract {

  @TempDir private Path directory;

  @Override
  protected TableStorage storage() {
    return new LocalStorage(directory.resolve("table"));
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
