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

import io.delta.kernel.data.Row;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.utils.CloseableIterable;
import io.github.flinkcomments.connector.delta.log.engine.BlindAppendEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageEngine;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.entry.LogHistory;
import io.github.flinkcomments.connector.delta.log.entry.RemovedFiles;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import io.github.flinkcomments.connector.delta.log.entry.TransactionId;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.DataFileChecks;
import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import io.github.flinkcomments.connector.delta.log.maintenance.LogMaintenance;
import io.github.flinkcomments.connector.delta.log.schema.DeltaSchema;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableDescription;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.ParallelCalls;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
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
  private final TableTransactions transactions;
  private final SchemaFit fit;
  private final LeftoverRemoval leftovers;

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
    this.transactions = new TableTransactions(view, history, engine);
    this.fit = new SchemaFit(view, commits, engine, path, layout);
    this.leftovers = new LeftoverRemoval(storage, engine, maintenance, layout.isPartitioned());
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
    fit.change(mode);
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
    return view.latest().map(fit::evolve).map(fit::describe);
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
    if (view.latest().map(fit::describe).isEmpty()) {
      TableCreation.rehearse(engine, path, layout, properties);
    }
  }

  /** Checks the place of the table, without changing anything. */
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
    return fit.describe(fit.evolve(view.require()));
  }

  /**
   * Adds the files and the transaction in one version. Where other writers are faster, it reads the
   * table again and retries, a bounded number of times. A write that failed is looked up in the
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
   * @param newest what {@link TableTransactions#newestVersion} has told of the application
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
          SnapshotImpl table = fit.evolve(view.require(expectedTableId));
          condition.accept(table);
          checks.requireFound(files, fit.describe(table).layout());
          return commits.append(appending, table, transaction, files);
        });
  }

  private void requireNewest(SnapshotImpl table, TransactionId transaction, OptionalLong newest) {
    OptionalLong now = transactions.newestVersion(table, transaction.applicationId());
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
   * @param plan reads the table and says what to do; asked again when another writer was faster
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
              view.read(table, seen -> RemovedFiles.actions(history, seen, step));
          return commits.change(table, step.transaction(), actions);
        });
  }

  /**
   * Those of the files that are not there, or have not the size that they were written with. One
   * request to the storage for each.
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
   * Removes files of attempts that were replaced and that no version has added, in the background.
   * What goes wrong there is logged. Where the table is partitioned, or its store cannot list by
   * the beginning of names, the cost grows with the number of its data files.
   *
   * @param restoredWriters have replaced others, whose files nobody will commit any more
   * @param before a transaction that is older than all versions that may have added such files
   */
  public void removeLeftovers(Set<FileOrigin> restoredWriters, TransactionId before) {
    leftovers.begin(restoredWriters, entry -> entry.reaches(before));
  }

  /**
   * The same, where the application has committed nothing before.
   *
   * @param first the first version that may have added such files
   */
  public void removeLeftovers(Set<FileOrigin> restoredWriters, long first) {
    leftovers.begin(restoredWriters, entry -> entry.version() <= first);
  }

  /** The transactions that the table has. */
  public TableTransactions transactions() {
    return transactions;
  }

  /** Waits a little for log checkpoints that are being written. */
  @Override
  public void close() {
    parallel.close();
    maintenance.close();
  }
}
