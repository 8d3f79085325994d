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
package io.github.flinkcomments.connector.delta.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.storage.StoredOutput;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorageContract;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
class HdfsStorageTest extends TableStorageContract {

  @RegisterExtension static final Hdfs HDFS = new Hdfs();

  private String table;
  private TableStorage storage;

  @BeforeEach
  void open() {
    table = HDFS.path("/a table/" + UUID.randomUUID());
    storage = TableStorages.open(table, HDFS.options());
  }

  @AfterEach
  void close() {
    storage.close();
  }

  @Override
  protected TableStorage storage() {
    return storage;
  }

  @Test
  void aTableThatWasDeletedIsNotMadeAgain() throws Exception {
    assertThatThrownBy(() -> storage.create("part-1.parquet"))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("was the table deleted?");
    assertThatThrownBy(() -> storage.putIfAbsent("_delta_log/1.json", output -> {}))
        .isInstanceOf(FileNotFoundException.class);
    storage.requirePlace();
    assertThat(storage.find("_delta_log")).isEmpty();
  }

  @Test
  void aFileIsNoPlace() throws Exception {
    storage.createRoot();
    storage.putIfAbsent("file", output -> {});
    try (TableStorage file = TableStorages.open(table + "/file", Map.of())) {
      assertThatThrownBy(file::requirePlace)
          .isInstanceOf(UnusableLocationException.class)
          .hasMessageContaining("is a file");
    }
  }

  /** What a process leaves that is killed before it can give a file its name. */
  @Test
  void filesOfTheLogThatNeverGotTheirNamesAreRemoved() throws Exception {
    storage.createRoot();
    storage.createDirectory("_delta_log");
    String left = "_delta_log/.00000000000000000001.json." + UUID.randomUUID() + ".tmp";
    List<String> others = List.of("_delta_log/.hidden.crc", "_delta_log/1.json");
    for (String file : List.of(left, others.get(0), others.get(1))) {
      try (StoredOutput output = storage.create(file)) {
        output.write(1);
      }
    }

    storage.removeAbandoned(Instant.EPOCH);
    assertThat(storage.find(left)).as("while it may be written").isPresent();
    storage.removeAbandoned(Instant.now().plus(Duration.ofMinutes(1)));
    assertThat(storage.find(left)).isEmpty();
    assertThat(others).allSatisfy(file -> assertThat(storage.find(file)).isPresent());
  }

  @Test
  void missingClassesAreNamed() {
    try (TableStorage azure =
        TableStorages.open("abfss://lake@account.dfs.core.windows.net/comments", Map.of())) {
      assertThatThrownBy(azure::requirePlace)
          .isInstanceOf(UnusableLocationException.class)
          .hasMessageContaining("abfss")
          .hasMessageContaining("put its JAR of Hadoop beside the connector");
    }
  }

  @Test
  void optionsThatHadoopDoesNotKnowAreNamedWithoutTheirValues() {
    assertThatThrownBy(
            () -> TableStorages.open(table, Map.of("fs.a", "1", "secret-key", "of-somebody")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("remove [secret-key]")
        .hasMessageNotContaining("of-somebody");
    assertThatThrownBy(() -> TableStorages.open("gs://bucket/", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names no directory");
  }
}
