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
package io.github.flinkcomments.connector.delta;

import static java.util.Objects.requireNonNull;

import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.commit.TableTarget;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.writer.Compression;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.table.types.logical.RowType;

/** Collects the settings of a {@link DeltaSink}. Defaults are those of {@link DeltaSinkOptions}. */
@PublicEvolving
public final class DeltaSinkBuilder {

  private final String path;
  private final RowType rowType;
  private List<String> partitionColumns = List.of();
  private final Map<String, String> tableProperties = new HashMap<>();
  private final Map<String, String> storageOptions = new HashMap<>();

  private Compression compression = DeltaSinkOptions.COMPRESSION.defaultValue();
  private Optional<Integer> compressionLevel = Optional.empty();
  private MemorySize targetFileSize = DeltaSinkOptions.TARGET_FILE_SIZE.defaultValue();
  private Optional<Integer> maxOpenPartitions = Optional.empty();
  private Optional<DistributionMode> distributionMode = Optional.empty();
  private Optional<String> idPrefix = Optional.empty();
  private Optional<FreshStartMode> onFreshStart = Optional.empty();
  private RewindMode onRewind = DeltaSinkOptions.ON_REWIND.defaultValue();
  private SchemaEvolution schemaEvolution = DeltaSinkOptions.SCHEMA_EVOLUTION.defaultValue();

  DeltaSinkBuilder(String path, RowType rowType) {
    this.path = requireNonNull(path);
    this.rowType = requireNonNull(rowType);
  }

  /** See {@link DeltaSinkOptions#COMPRESSION}. */
  public DeltaSinkBuilder withCompression(Compression value) {
    compression = requireNonNull(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#COMPRESSION_LEVEL}. */
  public DeltaSinkBuilder withCompressionLevel(int value) {
    compressionLevel = Optional.of(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#TARGET_FILE_SIZE}. */
  public DeltaSinkBuilder withTargetFileSize(MemorySize value) {
    targetFileSize = requireNonNull(value);
    return this;
  }

  /**
   * The partition columns of the table, from the outermost directory to the innermost. An existing
   * table must have the same columns, and keeps its own order.
   */
  public DeltaSinkBuilder withPartitionColumns(String... columns) {
    partitionColumns = List.of(columns);
    return this;
  }

  /** See {@link DeltaSinkOptions#MAX_OPEN_PARTITIONS}. Only for partitioned tables. */
  public DeltaSinkBuilder withMaxOpenPartitions(int value) {
    maxOpenPartitions = Optional.of(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#DISTRIBUTION_MODE}. */
  public DeltaSinkBuilder withDistributionMode(DistributionMode value) {
    distributionMode = Optional.of(value);
    return this;
  }

  /**
   * See {@link DeltaSinkOptions#ID_PREFIX}.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public DeltaSinkBuilder withIdPrefix(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "The option '%s' is blank; give it a name, or leave it out."
              .formatted(DeltaSinkOptions.ID_PREFIX.key()));
    }
    idPrefix = Optional.of(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#ON_FRESH_START}. */
  public DeltaSinkBuilder withOnFreshStart(FreshStartMode value) {
    onFreshStart = Optional.of(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#ON_REWIND}. */
  public DeltaSinkBuilder withOnRewind(RewindMode value) {
    onRewind = requireNonNull(value);
    return this;
  }

  /** See {@link DeltaSinkOptions#SCHEMA_EVOLUTION}. */
  public DeltaSinkBuilder withSchemaEvolution(SchemaEvolution value) {
    schemaEvolution = requireNonNull(value);
    return this;
  }

  /**
   * Properties of the table, such as {@code delta.checkpointInterval}, if the sink creates it. An
   * existing table keeps its own.
   */
  public DeltaSinkBuilder withTableProperties(Map<String, String> properties) {
    tableProperties.putAll(properties);
    return this;
  }

  /** Options of the storage. They can contain secrets, and are never printed. */
  public DeltaSinkBuilder withStorageOptions(Map<String, String> options) {
    storageOptions.putAll(options);
    return this;
  }

  /**
   * Builds the sink, without accessing the table.
   *
   * @throws IllegalArgumentException if the path or an option cannot be used
   * @throws DeltaTableException.IncompatibleSchema if no Delta table can hold such rows
   */
  public DeltaSink build() {
    TableLayout layout = new TableLayout(rowType, partitionColumns);
    if (!layout.isPartitioned()) {
      requireUnset(DeltaSinkOptions.MAX_OPEN_PARTITIONS, maxOpenPartitions);
      requireUnset(
          DeltaSinkOptions.DISTRIBUTION_MODE,
          distributionMode.filter(mode -> mode != DistributionMode.NONE));
    }
    if (compression != Compression.ZSTD && compressionLevel.isPresent()) {
      throw new IllegalArgumentException(
          "The option '%s' has no effect with '%s' = '%s'; leave it out, or set that to 'zstd'."
              .formatted(
                  DeltaSinkOptions.COMPRESSION_LEVEL.key(),
                  DeltaSinkOptions.COMPRESSION.key(),
                  compression.name().toLowerCase(Locale.ROOT)));
    }
    TableTarget target =
        new TableTarget(path, layout, tableProperties, storageOptions, schemaEvolution);
    target.open().close();
    return new DeltaSink(
        target, distribution(layout), fileOptions(), idPrefix, onFreshStart, onRewind);
  }

  private static void requireUnset(ConfigOption<?> option, Optional<?> value) {
    if (value.isPresent()) {
      throw new IllegalArgumentException(
          "The option '%s' has no effect without partition columns; declare some with PARTITIONED BY, or leave it out."
              .formatted(option.key()));
    }
  }

  private DistributionMode distribution(TableLayout layout) {
    return distributionMode.orElse(
        layout.isPartitioned() ? DistributionMode.HASH : DistributionMode.NONE);
  }

  private DataFileOptions fileOptions() {
    return new DataFileOptions(
        compression,
        compressionLevel.orElse(DataFileOptions.DEFAULT_COMPRESSION_LEVEL),
        targetFileSize,
        maxOpenPartitions.orElseGet(DeltaSinkOptions.MAX_OPEN_PARTITIONS::defaultValue));
  }
}
