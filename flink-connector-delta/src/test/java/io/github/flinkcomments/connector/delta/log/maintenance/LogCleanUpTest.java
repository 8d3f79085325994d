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
package io.github.flinkcomments.connector.delta.log.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.SampleTable;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table's {@code delta.logRetentionDuration} asks for. */
class LogCleanUpTest {

  private static final Duration RETENTION = Duration.ofDays(2);

  @TempDir private Path directory;
  private SampleTable sample;

  @BeforeEach
  void chooseAPath() {
    sample = new SampleTable(directory.resolve("table"));
  }

  @Test
  void whatIsOlderThanALogCheckpointThatIsOldEnoughGoes() throws IOException {
    commit(1, 12);
    age();
    commit(13, 15);

    assertThat(sample.logFiles())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(name).isGreaterThanOrEqualTo("%020d".formatted(10)));
    assertThat(sample.ids()).isEqualTo(IntStream.rangeClosed(1, 15).boxed().toList());
    try (DeltaTable table = sample.open()) {
      assertThat(table.transactions().newestVersion("sink")).hasValue(15);
    }
  }

  @Test
  void whatIsYoungStays() throws IOException {
    commit(1, 15);

    assertThat(sample.logFiles()).contains("%020d.json".formatted(0), "%020d.crc".formatted(0));
  }

  private void age() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(RETENTION.multipliedBy(2)));
    for (String name : sample.logFiles()) {
      Files.setLastModifiedTime(sample.log().resolve(name), old);
    }
  }

  private void commit(int first, int last) throws IOException {
    try (DeltaTable table = sample.open()) {
      String id =
          table
              .createIfAbsent(
                  Map.of(
                      "delta.checkpointInterval",
                      "5",
                      "delta.logRetentionDuration",
                      "interval %d days".formatted(RETENTION.toDays())))
              .id();
      for (int version = first; version <= last; version++) {
        List<DataFile> files = sample.write(version);
        table.append(new TransactionId("sink", version), files, id);
      }
    }
  }
}
