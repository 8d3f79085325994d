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
package io.github.flinkcomments.connector.delta.table;

import static org.apache.flink.table.factories.FactoryUtil.SINK_PARALLELISM;

import io.github.flinkcomments.connector.delta.DeltaSink;
import io.github.flinkcomments.connector.delta.DeltaSinkBuilder;
import io.github.flinkcomments.connector.delta.DeltaSinkOptions;
import io.github.flinkcomments.connector.delta.commit.CheckpointRequirement;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.TemporaryClassLoaderContext;

/**
 * {@code 'connector' = 'delta'}: appends to a Delta table. Every mistake that a statement can make
 * is a {@link ValidationException} at planning, which names the option and the way out.
 */
@Internal
public final class DeltaTableFactory implements DynamicTableSinkFactory {

  static final String IDENTIFIER = "delta";

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  /** None: what is missing is told in a sentence, of which Flink would make a list of keys. */
  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        DeltaSinkOptions.TABLE_PATH,
        DeltaSinkOptions.COMPRESSION,
        DeltaSinkOptions.COMPRESSION_LEVEL,
        DeltaSinkOptions.TARGET_FILE_SIZE,
        DeltaSinkOptions.ID_PREFIX,
        DeltaSinkOptions.ON_FRESH_START,
        DeltaSinkOptions.ON_REWIND,
        DeltaSinkOptions.MAX_OPEN_PARTITIONS,
        DeltaSinkOptions.DISTRIBUTION_MODE,
        DeltaSinkOptions.SCHEMA_EVOLUTION,
        SINK_PARALLELISM);
  }

  @Override
  public DynamicTableSink createDynamicTableSink(Context context) {
    // The JAR of a store may be one of the session, and this connector in lib/.
    try (TemporaryClassLoaderContext ofSession =
        TemporaryClassLoaderContext.of(context.getClassLoader())) {
      ReadableConfig options = options(context);
      requireAppendOnly(context.getCatalogTable());
      CheckpointRequirement.checkPlan(context.getConfiguration());
      Optional<Integer> parallelism = parallelism(options);
      DeltaSink sink = sink(context, options);
      sink.requireFittingTable();
      return new DeltaTableSink(sink, parallelism);
    } catch (IllegalArgumentException | IllegalStateException | DeltaTableException e) {
      // Without a cause, since SQL clients show the message of the innermost one.
      throw new ValidationException(e.getMessage());
    }
  }

  private ReadableConfig options(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    DeclaredOptions declared = new DeclaredOptions(context.getCatalogTable().getOptions());
    optionalOptions().forEach(declared::check);
    declared.requireKnown(
        IDENTIFIER,
        optionalOptions(),
        name ->
            name.startsWith(DeltaSinkOptions.TABLE_PROPERTY_PREFIX)
                || name.startsWith(DeltaSinkOptions.STORAGE_PREFIX),
        () ->
            helper.validateExcept(
                DeltaSinkOptions.TABLE_PROPERTY_PREFIX, DeltaSinkOptions.STORAGE_PREFIX));
    declared.require(
        DeltaSinkOptions.TABLE_PATH, "set it to a directory, such as /data/lake/comments");
    return helper.getOptions();
  }

  private static Optional<Integer> parallelism(ReadableConfig options) {
    Optional<Integer> parallelism = options.getOptional(SINK_PARALLELISM);
    if (parallelism.isPresent() && parallelism.get() < 1) {
      throw new IllegalArgumentException(
          "The option '%s' is %d, but it must be 1 or more."
              .formatted(SINK_PARALLELISM.key(), parallelism.get()));
    }
    return parallelism;
  }

  private static DeltaSink sink(Context context, ReadableConfig options) {
    Map<String, String> given = context.getCatalogTable().getOptions();
    RowType rowType = (RowType) context.getPhysicalRowDataType().getLogicalType();
    DeltaSinkBuilder builder =
        DeltaSink.forRowData(options.get(DeltaSinkOptions.TABLE_PATH), rowType)
            .withPartitionColumns(partitionKeys(context))
            .withCompression(options.get(DeltaSinkOptions.COMPRESSION))
            .withSchemaEvolution(options.get(DeltaSinkOptions.SCHEMA_EVOLUTION))
            .withTargetFileSize(options.get(DeltaSinkOptions.TARGET_FILE_SIZE))
            .withOnRewind(options.get(DeltaSinkOptions.ON_REWIND))
            .withTableProperties(startingWith(DeltaSinkOptions.TABLE_PROPERTY_PREFIX, given))
            .withStorageOptions(withoutPrefix(DeltaSinkOptions.STORAGE_PREFIX, given));
    options.getOptional(DeltaSinkOptions.ID_PREFIX).ifPresent(builder::withIdPrefix);
    options.getOptional(DeltaSinkOptions.ON_FRESH_START).ifPresent(builder::withOnFreshStart);
    options
        .getOptional(DeltaSinkOptions.COMPRESSION_LEVEL)
        .ifPresent(builder::withCompressionLevel);
    options
        .getOptional(DeltaSinkOptions.MAX_OPEN_PARTITIONS)
        .ifPresent(builder::withMaxOpenPartitions);
    options
        .getOptional(DeltaSinkOptions.DISTRIBUTION_MODE)
        .ifPresent(builder::withDistributionMode);
    return builder.build();
  }

  private static String[] partitionKeys(Context context) {
    return context.getCatalogTable().getPartitionKeys().toArray(String[]::new);
  }

  private static Map<String, String> startingWith(String prefix, Map<String, String> options) {
    return options.entrySet().stream()
        .filter(option -> option.getKey().startsWith(prefix))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Map<String, String> withoutPrefix(String prefix, Map<String, String> options) {
    return startingWith(prefix, options).entrySet().stream()
        .collect(
            Collectors.toMap(
                option -> option.getKey().substring(prefix.length()), Map.Entry::getValue));
  }

  private static void requireAppendOnly(ResolvedCatalogTable table) {
    if (table.getResolvedSchema().getPrimaryKey().isPresent()) {
      throw new IllegalArgumentException(
          "The '%s' connector only appends and cannot keep a PRIMARY KEY; remove it from the table's declaration."
              .formatted(IDENTIFIER));
    }
  }
}
