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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own, started by {@link RacingProcesses}. It says {@code ready}, reads the time
 * at which to begin, and prints what it has won, one line each.
 */
final class RacingProcess {

  private static final long SLOT = TimeUnit.MILLISECONDS.toNanos(2);

  private RacingProcess() {}

  public static void main(String[] arguments) throws Exception {
    String discipline = arguments[0];
    Path path = Path.of(arguments[1]);
    String name = arguments[2];
    int rounds = Integer.parseInt(arguments[3]);
    System.out.println("ready");
    waitUntil(Long.parseLong(console().readLine()));
    switch (discipline) {
      case "put" -> putEntries(path, name, rounds);
      case "commit" -> commit(path, name, rounds);
      default -> throw new IllegalArgumentException(discipline);
    }
    System.out.println("done");
  }

  private static BufferedReader console() {
    return new BufferedReader(new InputStreamReader(System.in, UTF_8));
  }

  /** All processes go for the same entry in the same two milliseconds. */
  private static void putEntries(Path directory, String name, int rounds) throws IOException {
    long begin = System.nanoTime();
    TableStorage storage = TableStorages.open(directory.toString(), Map.of());
    for (int round = 0; round < rounds; round++) {
      long slot = begin + round * SLOT;
      while (System.nanoTime() < slot) {
        LockSupport.parkNanos(slot - System.nanoTime());
      }
      try {
        storage.putIfAbsent("entry-" + round, output -> output.write(name.getBytes(UTF_8)));
        System.out.println(round);
      } catch (FileAlreadyExistsException e) {
        // Lost this one.
      }
    }
  }

  /** Creates the table together with the others, and then commits without a pause. */
  private static void commit(Path path, String name, int rounds) {
    try (DeltaTable table = DeltaTable.at(path.toString(), Map.of(), SampleTable.LAYOUT)) {
      String tableId = table.createIfAbsent(Map.of("delta.checkpointInterval", "7")).id();
      for (int round = 0; round < rounds; round++) {
        List<DataFile> files =
            List.of(new DataFile(name + "-" + round, List.of(), 1, 1, 1, "{\"numRecords\":1}"));
        System.out.println(table.append(new TransactionId(name, round), files, tableId).version());
      }
      System.out.println(tableId);
    }
  }

  private static void waitUntil(long epochMillis) {
    while (System.currentTimeMillis() < epochMillis) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }
}
