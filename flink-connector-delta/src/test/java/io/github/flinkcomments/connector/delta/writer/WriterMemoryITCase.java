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
package io.github.flinkcomments.connector.delta.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A writer of many partitions in a process with little more heap than it says that it takes. */
@Tag("heavy")
class WriterMemoryITCase {

  /** What a process needs that does nothing. */
  private static final int MEBIBYTES_FOR_NOTHING = 48;

  private static final int PARTITIONS = 100;
  private static final int ROWS_OF_A_PARTITION = 99;
  private static final int BYTES_OF_A_ROW = 50_000;

  @TempDir Path directory;

  /**
   * 495 MB, of which no file gets as many rows as Parquet waits for before it looks.
   *
   * @param times the heap over what a writer takes for open files, as the documentation says
   */
  @ParameterizedTest
  @CsvSource({"UseSerialGC, 2", "UseG1GC, 3"})
  void largeRowsOfManyPartitionsFitIntoASmallHeap(String collector, int times) throws Exception {
    long writer = RollingDataFileWriter.MOST_BYTES_IN_MEMORY / (1024 * 1024);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(times * writer + MEBIBYTES_FOR_NOTHING),
                "-XX:+" + collector,
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Writing.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(output).endsWith("wrote " + PARTITIONS * ROWS_OF_A_PARTITION + " rows");
    } finally {
      process.destroyForcibly();
    }
  }

  /** What the process does. */
  static final class Writing {

    private Writing() {}

    public static void main(String[] arguments) throws IOException {
      WriterFixture fixture =
          new WriterFixture(
              Path.of(arguments[0]),
              List.of("part"),
              DataTypes.FIELD("part", DataTypes.INT()),
              DataTypes.FIELD("payload", DataTypes.BYTES()));
      Random random = new Random(42);
      byte[] payload = new byte[BYTES_OF_A_ROW];
      try (RollingDataFileWriter writer = fixture.open()) {
        for (int row = 0; row < ROWS_OF_A_PARTITION; row++) {
          for (int partition = 0; partition < PARTITIONS; partition++) {
            random.nextBytes(payload);
            writer.write(GenericRowData.of(partition, payload));
          }
        }
        long rows = writer.finish().stream().mapToLong(DataFile::rowCount).sum();
        System.out.print("wrote " + rows + " rows");
      }
    }
  }
}
