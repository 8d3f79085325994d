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

import io.delta.kernel.TableManager;
import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.types.StructType;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.engine.BlindAppendEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.entry.LogEntry;
import io.github.flinkcomments.connector.delta.log.entry.LogHistory;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.RemovedFiles;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.entry.Transactions;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.failure.KernelFailures;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.DataFileChecks;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.maintenance.LeftoverFiles;
import io.github.flinkcomments.connector.delta.log.maintenance.LogMaintenance;
import io.github.flinkcomments.connector.delta.log.schema.ClusteringColumns;
import io.github.flinkcomments.connector.delta.log.schema.DeltaSchema;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.StatisticsColumns;
import io.github.flinkcomments.connector.delta.log.schema.StoredColumns;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.annotation.Internal;

/**
 * A Delta table at a path, opened to append rows of one type. It may or may not exist yet.
 *
 * <p>One thread at a time may use it. The snapshot of the table is carried from commit to commit,
 * so that the thousandth costs what the first did; every method nevertheless sees what other
 * writers have done until it is called. Log checkpoints and checksums are published in the
 * background, on a daemon thread. An interrupt never leaves a commit in doubt: it took place, or
 * nothing did.
 *
 * <p>Every method throws a {@link DeltaTableException}, whose kinds tell what can be done.
 */
@Internal
public final class DeltaTable implements AutoCloseable {

  private final TableStorage storage;
  private final String path;
  private final TableLayout layout;
  private final Engine engine;
  private final Engine appending;
  private final ParallelCalls parallel;
  private final DataFileChecks checks;
  private final LogHistory history;
  private final LogMaintenance maintenance;
  private final TableView view;
  private final TableCommits commits;
  private TableEvolution evolution = new TableEvolution(SchemaEvolution.NONE);

  DeltaTable(TableStorage storage, TableLayout layout, CommitRetry retry) {
    DeltaSchema.requireSupported(layout);
    StorageFileIO files = new StorageFileIO(storage);
    this.storage = storage;
    this.path = storage.root();
    this.layout = layout;
    this.engine = new StorageEngine(files);
    this.appending = new BlindAppendEngine(files);
    this.parallel = new ParallelCalls("delta-commit " + path, storage.parallelism());
    this.checks = new DataFileChecks(files, path, parallel);
    this.history = new LogHistory(engine, parallel);
    this.maintenance = new LogMaintenance(files, path);
    this.view = new TableView(engine, path, maintenance);
    this.commits = new TableCommits(view, engine, path, retry);
  }

  /**
   * Makes no access yet.
   *
   * @param path where the table is, as for {@link TableStorages#open}
   * @param storageOptions how to reach the storage; none for a local path
   * @param layout the rows that will be appended
   * @throws IllegalArgumentException if the path or the options cannot be used
   * @throws DeltaTableException.IncompatibleSchema if no Delta table can hold such rows
   */
  public static DeltaTable at(String path, Map<String, String> storageOptions, TableLayout layout) {
    return over(TableStorages.open(path, storageOptions), layout);
  }

  /**
   * Makes no access yet.
   *
   * @param storage where the table is; closed together with the table
   * @param layout the rows that will be appended
   * @throws DeltaTableException.IncompatibleSchema if no Delta table can hold such rows
   */
  public static DeltaTable over(TableStorage storage, TableLayout layout) {
    return new DeltaTable(storage, layout, CommitRetry.DEFAULT);
  }

  /**
   * Lets the table change with the rows: from now on {@link #describe} and {@link #append} change
   * its schema where the rows do not fit otherwise. Others may do so at the same time.
   */
  public DeltaTable evolving(SchemaEvolution mode) {
    evolution = new TableEvolution(mode);
    return this;
  }

  /**
   * The table's own identifier, or nothing if there is no table. Changes nothing, and does not ask
   * whether the rows fit.
   *
   * @throws DeltaTableException.UnusableLocation if its path is not a directory or must not be
   *     written
   */
  public Optional<String> id() {
    check(TableStorage::requireWritable);
    return view.latest().map(table -> table.getMetadata().getId());
  }

  /**
   * What the table is now, or nothing if there is none.
   *
   * @throws DeltaTableException.UnusableLocation if its path is not a directory or must not be
   *     written
   * @throws DeltaTableException.UnsupportedTable if it has a feature that we cannot write
   * @throws DeltaTableException.IncompatibleSchema if the rows do not fit
   */
  public Optional<TableDescription> describe() {
    check(TableStorage::requireWritable);
    return view.latest().map(this::evolve).map(this::describe);
  }

  /**
   * Finds out what can be told before there are rows, and changes nothing: whether they fit into
   * the table that is there, or a table can be created for them. Unlike the other methods it may
   * run in a process that is not allowed to write to the table, such as a client.
   *
   * @param properties as for {@link #createIfAbsent}
   * @throws DeltaTableException.UnusableLocation if its path is not a directory
   * @throws DeltaTableException.UnsupportedTable if it has, or would have, a feature that we cannot
   *     write
   * @throws DeltaTableException.IncompatibleSchema if the rows do not fit
   */
  public void rehearse(Map<String, String> properties) {
    check(TableStorage::requirePlace);
    if (view.latest().map(this::describe).isEmpty()) {
      TableCreation.rehearse(engine, path, layout, properties);
    }
  }

  /** Looks at the place of the table, without changing anything. */
  private interface Check {
    void run(TableStorage storage) throws IOException;
  }

  private void check(Check check) {
    try {
      check.run(storage);
    } catch (UnusableLocationException e) {
      throw new DeltaTableException.UnusableLocation(e.getMessage());
    } catch (IOException e) {
      throw new DeltaTableException.AccessFailed(
          "The Delta table at %s cannot be reached: %s".formatted(path, e.getMessage()), e);
    }
  }

  /** As it is, or would be once its schema has changed with the rows. */
  private TableDescription describe(SnapshotImpl table) {
    WritableTable.require(table);
    Metadata metadata = evolution.wanted(layout, table);
    StructType schema = metadata.getSchema();
    TableLayout fitted =
        DeltaSchema.fit(layout, schema, table.getPartitionColumnNames())
            .storedAs(StoredColumns.of(schema, metadata.getConfiguration()))
            .withStatisticsOf(
                StatisticsColumns.of(metadata, table.getPartitionColumnNames()).orElse(null));
    ClusteringColumns.requireStatistics(table, fitted);
    return new TableDescription(table.getMetadata().getId(), table.getVersion(), fitted);
  }

  /**
   * Changes the schema if the rows ask for it. Where others are faster it looks again: they may
   * have made the very change. A failed attempt that was none is found out in the same way.
   */
  private SnapshotImpl evolve(SnapshotImpl read) {
    SnapshotImpl table = read;
    for (int retries = 0; ; retries++) {
      describe(table);
      Metadata wanted = evolution.wanted(layout, table);
      if (wanted.equals(table.getMetadata())) {
        return table;
      }
      if (!tryToEvolve(table, wanted)) {
        commits.waitToRetry(retries);
      }
      table = view.require();
    }
  }

  private boolean tryToEvolve(SnapshotImpl table, Metadata wanted) {
    try {
      view.advance(evolution.commit(engine, table, wanted));
      return true;
    } catch (RuntimeException e) {
      if (KernelFailures.isLostRace(e)) {
        return false;
      }
      view.forget();
      throw new DeltaTableException.AccessFailed(
          "Changing the schema of the Delta table at %s failed: %s"
              .formatted(path, KernelFailures.rootOf(e)),
          e);
    }
  }

  /**
   * Creates the table as version 0, unless there is one. When several processes try, all of them
   * get the one that the first has made.
   *
   * @param properties table properties, such as {@code delta.checkpointInterval}; used only if the
   *     table is created
   */
  public TableDescription createIfAbsent(Map<String, String> properties) {
    return describe().orElseGet(() -> create(properties));
  }

  private TableDescription create(Map<String, String> properties) {
    TableCreation.attempt(engine, storage, layout, properties).ifPresent(view::advance);
    return describe(evolve(view.require()));
  }

  /** The last version that an application has committed, if any. */
  public OptionalLong transactionVersion(String applicationId) {
    return view.latest()
        .map(table -> transactionVersion(table, applicationId))
        .orElseGet(OptionalLong::empty);
  }

  private OptionalLong transactionVersion(SnapshotImpl table, String applicationId) {
    return view.look(table, seen -> seen.getLatestTransactionVersion(engine, applicationId))
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /**
   * Adds the files and the transaction in one version. Where other writers are faster, it looks at
   * the table again and retries, a bounded number of times. A write that failed is looked up in the
   * log, so a failure that is reported as such has committed nothing.
   *
   * @param expectedTableId the {@link TableDescription#id()} that the files were written for
   * @throws DeltaTableException.TableReplaced if the table has another identifier, or is gone
   * @throws DeltaTableException.TransactionTaken if the table has this or a later transaction
   * @throws DeltaTableException.OutcomeUnknown if it cannot be seen whether it took place
   */
  public CommitResult append(
      TransactionId transaction, List<DataFile> files, String expectedTableId) {
    return append(transaction, table -> {}, files, expectedTableId);
  }

  /**
   * As above, but only as long as the application has committed nothing else since it was looked
   * up.
   *
   * @param newest what {@link #transactionVersion} has told of the application
   * @throws DeltaTableException.TransactionTaken if it tells another by now
   */
  public CommitResult append(
      TransactionId transaction,
      OptionalLong newest,
      List<DataFile> files,
      String expectedTableId) {
    return append(
        transaction, table -> requireNewest(table, transaction, newest), files, expectedTableId);
  }

  private CommitResult append(
      TransactionId transaction,
      Consumer<SnapshotImpl> condition,
      List<DataFile> files,
      String expectedTableId) {
    return commits.repeat(
        () -> {
          SnapshotImpl table = evolve(view.require(expectedTableId));
          condition.accept(table);
          checks.requireFound(files, describe(table).layout());
          return commits.append(appending, table, transaction, files);
        });
  }

  private void requireNewest(SnapshotImpl table, TransactionId transaction, OptionalLong newest) {
    OptionalLong now = transactionVersion(table, transaction.applicationId());
    if (!now.equals(newest)) {
      throw new DeltaTableException.TransactionTaken(
          "The Delta table at %s has got another transaction of application %s meanwhile: is a second job running from the same state?"
              .formatted(path, transaction.applicationId()));
    }
  }

  /**
   * Takes files out of the table and records transactions, in one version, as {@link #append} adds
   * files.
   *
   * @param plan looks at the table and says what to do; asked again when another writer was faster
   * @throws DeltaTableException as {@link #append} does
   * @throws DeltaTableException.UnsupportedTable if files may not be taken out of the table
   */
  public CommitResult stepBack(Supplier<StepBack> plan, String expectedTableId) {
    return commits.repeat(
        () -> {
          StepBack step = plan.get();
          SnapshotImpl table = view.require(expectedTableId);
          if (table.getVersion() != step.after()) {
            return OptionalLong.empty();
          }
          CloseableIterable<Row> actions =
              view.look(table, seen -> RemovedFiles.actions(history, seen, step));
          return commits.change(table, step.transaction(), actions);
        });
  }

  /**
   * Those of the files that are not there, or have not the size that they were written with. One
   * look at the storage for each.
   *
   * @param expectedTableId the {@link TableDescription#id()} that the files were written for
   * @throws DeltaTableException.TableReplaced if they are not there because their table is gone
   */
  public List<DataFile> missing(List<DataFile> files, String expectedTableId) {
    List<DataFile> missing = checks.missing(files);
    if (!missing.isEmpty()) {
      view.require(expectedTableId);
    }
    return missing;
  }

  /**
   * Makes sure that files of an earlier run, which may have had other columns, have all that must
   * not be null. Looks into each of them, if there are such columns.
   *
   * @param expectedTableId the {@link TableDescription#id()} that the files were written for
   * @throws DeltaTableException.IncompatibleSchema naming a column that may be null in one of them
   */
  public void requireColumns(List<DataFile> files, String expectedTableId) {
    checks.requireColumns(files, view.require(expectedTableId));
  }

  /**
   * The paths of the files that were added together with this transaction, which tell whether it is
   * our own. Nothing if there is no such transaction, or its log entry has been cleaned away.
   */
  public Optional<Set<String>> filesOf(TransactionId transaction) {
    return view.look(table -> history.back(table, entry -> entry.carries(transaction)).goal())
        .flatMap(entry -> entry)
        .map(LogEntry::added);
  }

  /**
   * The log back to the newest entry that meets a condition. This reads several entries at a time,
   * one after the other.
   *
   * @throws DeltaTableException.TableReplaced if there is no table
   */
  public LogTail logBackTo(Predicate<LogEntry> goal) {
    return view.look(view.require(), table -> history.back(table, goal));
  }

  /**
   * Removes files of attempts that were replaced and that no version has added, in the background.
   * What goes wrong there is logged. Where the table is partitioned, or its store cannot list by
   * the beginning of names, the cost grows with the number of its data files.
   *
   * @param restoredWriters have replaced others, whose files nobody will commit any more
   * @param before a transaction that is older than all versions that may have added such files
   */
  public void removeLeftovers(Set<FileOrigin> restoredWriters, TransactionId before) {
    removeLeftovers(restoredWriters, entry -> entry.reaches(before));
  }

  /**
   * The same, where the application has committed nothing before.
   *
   * @param first the first version that may have added such files
   */
  public void removeLeftovers(Set<FileOrigin> restoredWriters, long first) {
    removeLeftovers(restoredWriters, entry -> entry.version() <= first);
  }

  private void removeLeftovers(Set<FileOrigin> restoredWriters, Predicate<LogEntry> before) {
    maintenance.removeLeftovers(
        new LeftoverFiles(storage, layout.isPartitioned(), restoredWriters),
        each -> readBack(before, each));
  }

  /** Runs in the background, so it does not use what the committing thread does. */
  private boolean readBack(Predicate<LogEntry> before, Consumer<LogEntry> each) throws IOException {
    SnapshotImpl table = (SnapshotImpl) TableManager.loadSnapshot(path).build(engine);
    try (ParallelCalls calls = new ParallelCalls("delta-clean-up " + path, storage.parallelism())) {
      boolean cleaned =
          new LogHistory(engine, calls)
              .visit(
                  table,
                  entry -> {
                    each.accept(entry);
                    return !before.test(entry);
                  });
      return !cleaned;
    }
  }

  /**
   * The last version that each of some applications has committed. This reads the whole log.
   *
   * @param applications which ids are wanted
   */
  public Map<String, Long> transactionVersions(Predicate<String> applications) {
    return view.look(table -> Transactions.newest(engine, table, applications)).orElseGet(Map::of);
  }

  /**
   * How long other engines remember a transaction for, if not for ever. Kernel, and so this class,
   * forgets none by itself; but what another engine has left out of a log checkpoint is gone.
   */
  public Optional<Duration> transactionRetention() {
    return view.latest()
        .flatMap(table -> TableConfig.SET_TRANSACTION_RETENTION.fromMetadata(table.getMetadata()))
        .map(Duration::ofMillis);
  }

  /** Waits a little for log checkpoints that are being written. */
  @Override
  public void close() {
    parallel.close();
    maintenance.close();
  }
}
