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
package io.github.flinkcomments.connector.rest.table;

import static io.github.flinkcomments.connector.rest.option.RestRecordOptions.ERROR_MODE;
import static io.github.flinkcomments.connector.rest.option.RestScanOptions.BOUNDED_MODE;
import static io.github.flinkcomments.connector.rest.option.RestScanOptions.MAX_RECORDS_PER_CHECKPOINT;
import static org.apache.flink.table.factories.FactoryUtil.FORMAT;
import static org.apache.flink.table.factories.FactoryUtil.SOURCE_PARALLELISM;

import io.github.flinkcomments.connector.rest.RestSourceOptions;
import io.github.flinkcomments.connector.rest.option.BoundedMode;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.record.ColumnSource;
import io.github.flinkcomments.connector.rest.record.MetadataColumn;
import io.github.flinkcomments.connector.rest.record.MetadataField;
import io.github.flinkcomments.connector.rest.record.ResponseHeader;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.types.RowKind;

/**
 * {@code 'connector' = 'rest'}: reads the records of a paged JSON API as rows. The options are
 * {@link RestSourceOptions}, {@link RestTableOptions}, {@code format} and {@code scan.parallelism}.
 *
 * <p>Every mistake that a declaration can make is a {@link ValidationException} when a statement is
 * planned. Its message is a sentence that names the option, and no secret.
 *
 * <p>A connector for one API in particular is this one with defaults of its own.
 */
@Internal
public class RestTableFactory implements DynamicTableSourceFactory {

  private final String identifier;
  private final ReadableConfig defaults;

  /** Called by Flink. */
  public RestTableFactory() {
    this("rest", new Configuration());
  }

  /**
   * @param identifier value of {@code 'connector'}
   * @param defaults what holds unless a declaration says otherwise
   */
  protected RestTableFactory(String identifier, ReadableConfig defaults) {
    this.identifier = identifier;
    this.defaults = defaults;
  }

  @Override
  public String factoryIdentifier() {
    return identifier;
  }

  /** None: what is missing is told in a sentence, of which Flink would make a list of keys. */
  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    Set<ConfigOption<?>> options = new HashSet<>(RestSourceOptions.all());
    options.addAll(RestTableOptions.all());
    options.add(SOURCE_PARALLELISM);
    options.add(FORMAT);
    return options;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    try {
      DeclaredOptions declared = new DeclaredOptions(context.getCatalogTable().getOptions());
      declared.texts().keySet().forEach(ReservedOption::refuse);
      optionalOptions().forEach(declared::check);
      Optional<DecodingFormat<DeserializationSchema<RowData>>> decoding =
          helper.discoverOptionalDecodingFormat(DeserializationFormatFactory.class, FORMAT);
      declared.requireKnown(
          identifier,
          optionalOptions(),
          name -> name.startsWith(declared.texts().get(FORMAT.key()) + "."),
          helper::validate);
      ReadableConfig options = helper.getOptions();
      PlannedJob job = new PlannedJob(context.getConfiguration());
      BoundedMode boundedMode = boundedMode(job, options);
      boolean batch = job.isBatch();
      RestTableSource source =
          new RestTableSource(
              builder ->
                  builder
                      .setAll(defaults)
                      .setAll(options)
                      .set(BOUNDED_MODE, boundedMode)
                      .setBatch(batch),
              parallelism(options),
              options.get(ERROR_MODE),
              rowFormat(decoding, options, context),
              metadataColumns(options, context),
              context.getPhysicalRowDataType());
      source.rehearse();
      return source;
    } catch (IllegalArgumentException e) {
      // Without a cause, since SQL clients show the message of the innermost one.
      throw new ValidationException(e.getMessage());
    }
  }

  private static RowFormat rowFormat(
      Optional<DecodingFormat<DeserializationSchema<RowData>>> decoding,
      ReadableConfig options,
      Context context) {
    if (decoding.isPresent()) {
      requireUsable(decoding.get(), options);
      return new RowFormat.OfFlink(decoding.get());
    }
    RowType columns = (RowType) context.getPhysicalRowDataType().getLogicalType();
    Map<String, ColumnSource> sources =
        new DeclaredFields(options.get(RestTableOptions.FIELDS), columns).sources();
    // The only column of the table: a query that asks for one of several does not count.
    boolean scalars =
        columns.getFieldCount() == 1
            && sources.values().stream().allMatch(source -> source.path() == null);
    return new RowFormat.Columns(sources, scalars, options.get(RestTableOptions.MISSING_COLUMNS));
  }

  private static void requireUsable(
      DecodingFormat<DeserializationSchema<RowData>> decoding, ReadableConfig options) {
    for (ConfigOption<?> option : RestTableOptions.all()) {
      if (options.getOptional(option).isPresent()) {
        throw new IllegalArgumentException(
            "The option '%s' has no effect with 'format' = '%s', which reads the columns; set one of them."
                .formatted(option.key(), options.get(FORMAT)));
      }
    }
    if (!decoding.getChangelogMode().containsOnly(RowKind.INSERT)) {
      throw new IllegalArgumentException(
          "The option 'format' is '%s', which gives updates and deletions, but records of a listing are insertions; use a format such as json."
              .formatted(options.get(FORMAT)));
    }
  }

  /** What can be told of a record depends on how its listing is paged. */
  private static List<MetadataColumn> metadataColumns(ReadableConfig options, Context context) {
    PaginationType pagination = options.get(RestPaginationOptions.TYPE);
    Set<MetadataColumn> columns = new LinkedHashSet<>(Arrays.asList(MetadataField.values()));
    if (pagination != PaginationType.OFFSET) {
      columns.remove(MetadataField.OFFSET);
    }
    if (pagination != PaginationType.PAGE_NUMBER) {
      columns.remove(MetadataField.PAGE);
    }
    columns.addAll(headers(context));
    return List.copyOf(columns);
  }

  /** The headers that the declaration asks for: which ones there are, nobody knows before. */
  private static List<ResponseHeader> headers(Context context) {
    return context.getCatalogTable().getResolvedSchema().getColumns().stream()
        .filter(Column.MetadataColumn.class::isInstance)
        .map(column -> ((Column.MetadataColumn) column).getMetadataKey().orElse(column.getName()))
        .filter(key -> key.startsWith(ResponseHeader.KEY_PREFIX))
        .map(key -> new ResponseHeader(key.substring(ResponseHeader.KEY_PREFIX.length())))
        .distinct()
        .toList();
  }

  private static BoundedMode boundedMode(PlannedJob job, ReadableConfig options) {
    BoundedMode mode = job.boundedMode(options.getOptional(BOUNDED_MODE));
    job.requireCheckpoints(
        mode, options.getOptional(MAX_RECORDS_PER_CHECKPOINT), options.get(ERROR_MODE));
    return mode;
  }

  private static Optional<Integer> parallelism(ReadableConfig options) {
    Optional<Integer> parallelism = options.getOptional(SOURCE_PARALLELISM);
    if (parallelism.isPresent() && parallelism.get() < 1) {
      throw new IllegalArgumentException(
          "The option '%s' is %d, but it must be 1 or more."
              .formatted(SOURCE_PARALLELISM.key(), parallelism.get()));
    }
    return parallelism;
  }
}
