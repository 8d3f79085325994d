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

import static io.github.flinkcomments.connector.rest.RestSourceOptions.BOUNDED_MODE;
import static io.github.flinkcomments.connector.rest.RestSourceOptions.ERROR_MODE;
import static io.github.flinkcomments.connector.rest.RestSourceOptions.MAX_RECORDS_PER_CHECKPOINT;
import static org.apache.flink.table.factories.FactoryUtil.SOURCE_PARALLELISM;

import io.github.flinkcomments.connector.rest.BoundedMode;
import io.github.flinkcomments.connector.rest.RestSourceOptions;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * {@code 'connector' = 'rest'}: reads the records of a paged JSON API as rows. The options are
 * {@link RestSourceOptions} and {@code scan.parallelism}.
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
    options.add(SOURCE_PARALLELISM);
    return options;
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    try {
      DeclaredOptions declared = new DeclaredOptions(context.getCatalogTable().getOptions());
      optionalOptions().forEach(declared::check);
      declared.requireKnown(identifier, optionalOptions(), helper::validate);
      ReadableConfig options = helper.getOptions();
      BoundedMode boundedMode = boundedMode(context.getConfiguration(), options);
      RestTableSource source =
          new RestTableSource(
              builder -> builder.setAll(defaults).setAll(options).set(BOUNDED_MODE, boundedMode),
              parallelism(options),
              options.get(ERROR_MODE),
              context.getPhysicalRowDataType());
      source.rehearse();
      return source;
    } catch (IllegalArgumentException e) {
      // Without a cause, since SQL clients show the message of the innermost one.
      throw new ValidationException(e.getMessage());
    }
  }

  private static BoundedMode boundedMode(ReadableConfig jobConfiguration, ReadableConfig options) {
    PlannedJob job = new PlannedJob(jobConfiguration);
    BoundedMode mode = job.boundedMode(options.getOptional(BOUNDED_MODE));
    job.requireCheckpoints(mode, options.getOptional(MAX_RECORDS_PER_CHECKPOINT));
    return mode;
  }

  private static Optional<Integer> parallelism(ReadableConfig options) {
    Optional<Integer> parallelism = options.getOptional(SOURCE_PARALLELISM);
    if (parallelism.isPresent() && parallelism.get() < 1) {
      throw new IllegalArgumentException(
          "The option '%s' is %d; it must be 1 or more."
              .formatted(SOURCE_PARALLELISM.key(), parallelism.get()));
    }
    return parallelism;
  }
}
