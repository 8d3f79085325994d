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
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What holds of a table whatever happened to the jobs that write it, found by reading it. */
final class Invariants {

  /** Numbers of transactions from here on say that a job went back. */
  private static final long FENCE = 1L << 62;

  private final World world;
  private final Map<String, byte[]> files;
  private final TableLog log;

  private final Set<String> paths = new HashSet<>();
  private final Map<String, Long> transactions = new HashMap<>();
  private final Map<String, List<Long>> live = new HashMap<>();
  private final Map<String, RowSource> writers = new HashMap<>();
  private final Map<RowSource, SourceRows> rows = new HashMap<>();
  private int dataVersions;

  private Invariants(World world) {
    this.world = world;
    this.files = world.table().history();
    this.log = TableLog.of(files);
  }

  /**
   * Checks all of them, when no job is under way any more.
   *
   * @return the rows of each source, of which there are some
   */
  static Map<RowSource, SourceRows> checkAtEnd(World world) {
    Invariants invariants = new Invariants(world);
    invariants.check();
    invariants.checkOrphans();
    return invariants.rows;
  }

  /** Checks those that hold at any time. */
  static void check(World world) {
    new Invariants(world).check();
  }

  private void check() {
    checkVersions();
    checkForeignRows();
    checkFiles();
  }

  private void checkVersions() {
    long expected = 0;
    for (long version : log.entries().keySet()) {
      long missing = expected++;
      require(version == missing, () -> "version %d is missing".formatted(missing));
      checkTransactions(version);
      checkRemoves(version);
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
      String writer = transaction.get("appId").asText();
      long number = transaction.get("version").asLong();
      Long before = transactions.put(writer, number);
      require(
          before == null || before < number,
          () -> "version %d has transaction %d after %d".formatted(version, number, before));
      if (number >= FENCE && writers.containsKey(firstEpoch(writer))) {
        rows.get(writers.get(firstEpoch(writer))).goBack();
      }
    }
  }

  private static String firstEpoch(String writer) {
    return writer.replaceFirst("~.*", "");
  }

  private void checkRemoves(long version) {
    for (JsonNode remove : log.actions(version, "remove")) {
      String path = remove.get("path").asText();
      List<Long> ids = live.remove(path);
      require(
          ids != null,
          () -> "version %d takes out %s, which was not there".formatted(version, path));
      rows(ids).remove(positions(ids));
    }
  }

  private void checkAdds(long version) {
    boolean isOurs = false;
    for (JsonNode add : log.actions(version, "add")) {
      String path = add.get("path").asText();
      require(
          paths.add(path),
          () -> "%s was added twice, in version %d again".formatted(path, version));
      require(
          !world.foreign().hasRemoved(path, version),
          () -> "version %d adds %s, which was removed before".formatted(version, path));
      if (!ForeignWriter.wrote(path)) {
        isOurs = true;
        List<Long> ids = checkedFile(path, add);
        live.put(path, ids);
        rows(ids).add(version, positions(ids));
        log.actions(version, "txn")
            .forEach(
                transaction ->
                    writers.put(
                        firstEpoch(transaction.get("appId").asText()), world.sourceOf(ids.get(0))));
      }
    }
    dataVersions += isOurs ? 1 : 0;
  }

  private SourceRows rows(List<Long> ids) {
    require(
        world.isOfTable(world.sourceOf(ids.get(0))),
        () -> "row %d was read for a table that was deleted".formatted(ids.get(0)));
    return rows.computeIfAbsent(world.sourceOf(ids.get(0)), SourceRows::new);
  }

  private static List<Long> positions(List<Long> ids) {
    return ids.stream().map(RowSource::positionOf).toList();
  }

  private List<Long> checkedFile(String path, JsonNode add) {
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
    return ids;
  }

  private void checkRows(long version) {
    for (SourceRows ofSource : rows.values()) {
      Optional<String> complaint = ofSource.complaint();
      require(complaint.isEmpty(), () -> "after version %d %s".formatted(version, complaint.get()));
    }
  }

  private void checkForeignRows() {
    world
        .foreign()
        .added()
        .forEach(
            path -> require(paths.contains(path), () -> "%s of others was lost".formatted(path)));
  }

  private void checkFiles() {
    Set<String> present = world.table().contents().keySet();
    live.keySet()
        .forEach(path -> require(present.contains(path), () -> "%s is gone".formatted(path)));
    for (String path : paths) {
      require(
          present.contains(path) || ForeignWriter.wrote(path) || world.foreign().hasRemoved(path),
          () -> "%s of an older version is gone".formatted(path));
    }
  }

  private void checkOrphans() {
    long orphans =
        world.table().contents().keySet().stream()
            .filter(path -> !path.startsWith("_delta_log/") && !paths.contains(path))
            .count();
    require(
        !world.isOrdinary() || orphans <= world.mostOrphans(),
        () -> "%d files are left behind, more than %d".formatted(orphans, world.mostOrphans()));
  }

  private static void require(boolean holds, Supplier<String> complaint) {
    if (!holds) {
      throw new Violation(complaint.get());
    }
  }
}
