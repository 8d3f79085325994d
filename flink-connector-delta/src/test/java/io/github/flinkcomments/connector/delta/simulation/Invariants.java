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
package io.github.flinkcomments.connector.delta.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What holds of a table whatever happened to the jobs that write it, found by reading it. */
final class Invariants {

  private final World world;
  private final Map<String, byte[]> files;
  private final TableLog log;

  private final Set<String> paths = new HashSet<>();
  private final Map<String, Long> transactions = new HashMap<>();
  private final Map<Long, List<Long>> rows = new TreeMap<>();
  private int dataVersions;

  private Invariants(World world) {
    this.world = world;
    this.files = world.table().contents();
    this.log = TableLog.of(files);
  }

  /**
   * Checks all of them.
   *
   * @return how many rows of each source the table holds
   */
  static Map<Long, Long> check(World world) {
    Invariants invariants = new Invariants(world);
    invariants.checkVersions();
    invariants.checkForeignRows();
    invariants.checkOrphans();
    Map<Long, Long> counts = new HashMap<>();
    invariants.rows.forEach((source, ids) -> counts.put(source, (long) ids.size()));
    return counts;
  }

  private void checkVersions() {
    long expected = 0;
    for (long version : log.entries().keySet()) {
      long missing = expected++;
      require(version == missing, () -> "version %d is missing".formatted(missing));
      checkTransactions(version);
      checkAdds(version);
      checkRows(version);
    }
    require(
        dataVersions <= world.completedCheckpoints(),
        () ->
            "%d checkpoints were complete, but %d versions have rows"
                .formatted(world.completedCheckpoints(), dataVersions));
  }

  private void checkTransactions(long version) {
    for (JsonNode transaction : log.actions(version, "txn")) {
      long number = transaction.get("version").asLong();
      Long before = transactions.put(transaction.get("appId").asText(), number);
      require(
          before == null || before < number,
          () -> "version %d has transaction %d after %d".formatted(version, number, before));
    }
  }

  private void checkAdds(long version) {
    boolean isOurs = false;
    for (JsonNode add : log.actions(version, "add")) {
      String path = add.get("path").asText();
      require(
          paths.add(path),
          () -> "%s was added twice, in version %d again".formatted(path, version));
      if (!ForeignWriter.wrote(path)) {
        isOurs = true;
        checkFile(path, add);
      }
    }
    dataVersions += isOurs ? 1 : 0;
  }

  private void checkFile(String path, JsonNode add) {
    byte[] file = files.get(path);
    require(file != null, () -> "%s is not there".formatted(path));
    require(file.length == add.get("size").asLong(), () -> "%s has another size".formatted(path));
    List<Long> ids;
    try {
      ids = DataFileIds.read(file);
    } catch (IOException | RuntimeException e) {
      throw new Violation(path + " cannot be read", e);
    }
    JsonNode statistics = TableLog.statistics(add);
    boolean isTrue =
        statistics.get("numRecords").asLong() == ids.size()
            && statistics.at("/minValues/id").asLong() == Collections.min(ids)
            && statistics.at("/maxValues/id").asLong() == Collections.max(ids);
    require(
        isTrue,
        () -> "%s has %d rows, and other statistics: %s".formatted(path, ids.size(), statistics));
    ids.forEach(
        id ->
            rows.computeIfAbsent(id / World.SOURCE, source -> new ArrayList<>())
                .add(id % World.SOURCE));
  }

  /** Each version has the rows of a source up to some position, once each. */
  private void checkRows(long version) {
    rows.forEach(
        (source, ids) -> {
          Collections.sort(ids);
          for (int index = 0; index < ids.size(); index++) {
            int row = index;
            require(
                ids.get(row) == row,
                () ->
                    "after version %d row %d of source %d is %s"
                        .formatted(
                            version,
                            ids.get(row) < row ? ids.get(row) : row,
                            source,
                            ids.get(row) < row ? "there twice" : "missing"));
          }
        });
  }

  private void checkForeignRows() {
    world
        .foreign()
        .added()
        .forEach(
            path -> require(paths.contains(path), () -> "%s of others was lost".formatted(path)));
  }

  private void checkOrphans() {
    long orphans =
        files.keySet().stream()
            .filter(path -> !path.startsWith("_delta_log/") && !paths.contains(path))
            .count();
    require(
        world.isAmbiguous() || orphans <= world.mostOrphans(),
        () -> "%d files are left behind, more than %d".formatted(orphans, world.mostOrphans()));
  }

  private static void require(boolean holds, Supplier<String> complaint) {
    if (!holds) {
      throw new Violation(complaint.get());
    }
  }
}
