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

import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import io.github.flinkcomments.connector.delta.storage.MemoryStorages;
import io.github.flinkcomments.connector.delta.testing.SinkJob;
import io.github.flinkcomments.connector.delta.writer.Compression;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One table in a faulty store, and what is known about everybody who works on it. */
final class World implements AutoCloseable {

  /** Most jobs have what is there by default. */
  private static final List<RewindMode> MODES =
      List.of(RewindMode.FAIL, RewindMode.FAIL, RewindMode.RESTORE, RewindMode.APPEND);

  private static final double SHARE_OF_LATE_BACKGROUNDS = 0.2;
  private static final double SHARE_OF_STEPS_THAT_CATCH_UP = 0.3;

  private final Variant.Source variants;
  private final Dice dice;
  private final String path;
  private final MemoryStorage table;
  private final Faults faults;
  private final Background background;
  private final ForeignWriter foreign;
  private final List<String> trace = new ArrayList<>();
  private final Map<String, String> properties;
  private final List<RowSource> sources = new ArrayList<>();
  private int completedCheckpoints;
  private final Set<StopCause> happened = EnumSet.noneOf(StopCause.class);
  private final Set<StopCause> stops = EnumSet.noneOf(StopCause.class);
  private int firstSourceOfTable;
  private long mostOrphans;

  World(long seed, Variant.Source variants) {
    this.variants = variants;
    this.dice = new Dice(seed);
    this.path = "memory://simulation-%d-%s".formatted(seed, Thread.currentThread().getId());
    this.table = dice.happens(0.5) ? new MemoryStorage(path) : MemoryStorage.showingOpenFiles(path);
    this.background = new Background(dice.happens(SHARE_OF_LATE_BACKGROUNDS));
    this.faults = new Faults(dice.split());
    this.foreign = new ForeignWriter(table);
    this.properties =
        Map.of("delta.checkpointInterval", Integer.toString(dice.oneOf(List.of(1, 2, 3, 10))));
    MemoryStorages.put(path, variants.create(table, 0).storage(table, faults, background));
  }

  Dice dice() {
    return dice;
  }

  MemoryStorage table() {
    return table;
  }

  Faults faults() {
    return faults;
  }

  ForeignWriter foreign() {
    return foreign;
  }

  /** What is late may be done now. */
  void perhapsCatchUp() {
    if (dice.happens(SHARE_OF_STEPS_THAT_CATCH_UP)) {
      background.catchUp();
    }
  }

  void catchUp() {
    background.catchUp();
  }

  List<String> trace() {
    return trace;
  }

  /** The sink of a job that is submitted now. */
  SinkOperators submit(RewindMode mode) {
    DeltaSink sink =
        DeltaSink.forRowData(path, SinkJob.ROW_TYPE)
            .withCompression(Compression.UNCOMPRESSED)
            .withTableProperties(properties)
            .withOnRewind(mode)
            .withOnFreshStart(FreshStartMode.APPEND) // Batch jobs write to the same table.
            .build();
    return new SinkOperators(sink);
  }

  Variant variant(int writersWithState) {
    return variants.create(table, writersWithState);
  }

  /** A source that nobody has read from, for a job of any kind. */
  RowSource newSource() {
    return newSource(dice.oneOf(MODES));
  }

  RowSource newSource(RewindMode mode) {
    RowSource source = new RowSource(sources.size(), mode);
    sources.add(source);
    return source;
  }

  RowSource sourceOf(long row) {
    return sources.get(RowSource.numberOf(row));
  }

  void checkpointCompleted() {
    completedCheckpoints++;
  }

  int completedCheckpoints() {
    return completedCheckpoints;
  }

  /** From now on a job may find that what it was restored from is not what the table has seen. */
  void historyForks() {
    happened.add(StopCause.HISTORY_FORKED);
  }

  /** Another engine takes files away that are not in the table. */
  void vacuum() {
    foreign.vacuum();
    happened.add(StopCause.FILES_REMOVED);
  }

  /** Nothing that was read so far may come into another table. */
  void deleteTable() {
    Invariants.check(this);
    table.clear();
    foreign.beginAnew();
    firstSourceOfTable = sources.size();
    happened.add(StopCause.TABLE_DELETED);
  }

  /** Whether rows of a source may be in the table that is there now. */
  boolean isOfTable(RowSource source) {
    return source.number() >= firstSourceOfTable;
  }

  boolean isAmbiguous() {
    return hasHappened(StopCause.HISTORY_FORKED);
  }

  boolean hasHappened(StopCause cause) {
    return happened.contains(cause);
  }

  /** Whether jobs came to no other ends than ends of streams and failures. */
  boolean isOrdinary() {
    return happened.isEmpty();
  }

  void stopped(StopCause cause) {
    stops.add(cause);
  }

  Set<StopCause> stops() {
    return stops;
  }

  void mayLeaveBehind(long files) {
    mostOrphans += files;
  }

  long mostOrphans() {
    return mostOrphans;
  }

  void note(String event) {
    trace.add(event);
  }

  @Override
  public void close() {
    MemoryStorages.forget(path);
  }
}
