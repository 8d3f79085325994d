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
package io.github.flinkcomments.examples.options;

import io.github.flinkcomments.connector.delta.DeltaSinkOptions;
import io.github.flinkcomments.connector.delta.table.DeltaTableFactory;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.table.RestTableFactory;
import io.github.flinkcomments.connector.rest.table.RestTableOptions;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DescribedEnum;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.description.Description;
import org.apache.flink.configuration.description.InlineElement;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.table.factories.Factory;
import org.apache.flink.table.factories.FactoryUtil;

/**
 * What the reference says of an option.
 *
 * @param type type of the value, which an option itself does not tell
 */
record DocumentedOption(ConfigOption<?> option, Class<?> type) {

  /** All that SQL takes, which is all that there is, by their keys. */
  static Map<String, DocumentedOption> ofBothConnectors() {
    Set<ConfigOption<?>> taken =
        Stream.of(new RestTableFactory(), new DeltaTableFactory())
            .flatMap(DocumentedOption::options)
            .collect(Collectors.toSet());
    return Stream.of(
            RestListingOptions.class,
            RestPaginationOptions.class,
            RestEndOptions.class,
            RestRequestOptions.class,
            RestRecordOptions.class,
            RestScanOptions.class,
            RestHttpOptions.class,
            RestResponseOptions.class,
            RestRetryOptions.class,
            RestTableOptions.class,
            DeltaSinkOptions.class,
            FactoryUtil.class)
        .flatMap(DocumentedOption::in)
        .filter(documented -> taken.contains(documented.option()))
        .collect(Collectors.toMap(DocumentedOption::key, Function.identity()));
  }

  private static Stream<ConfigOption<?>> options(Factory factory) {
    return Stream.of(factory.requiredOptions(), factory.optionalOptions()).flatMap(Set::stream);
  }

  /** The options that are public constants of a class. */
  private static Stream<DocumentedOption> in(Class<?> home) {
    return Arrays.stream(home.getFields())
        .filter(field -> field.getType() == ConfigOption.class)
        .map(DocumentedOption::of);
  }

  private static DocumentedOption of(Field constant) {
    try {
      Type type = ((ParameterizedType) constant.getGenericType()).getActualTypeArguments()[0];
      Type rawType = type instanceof ParameterizedType generic ? generic.getRawType() : type;
      return new DocumentedOption((ConfigOption<?>) constant.get(null), (Class<?>) rawType);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  String key() {
    return option.key();
  }

  String typeName() {
    return type.isEnum() ? "Enum" : type.getSimpleName();
  }

  /** The default as it would be written in SQL, or what stands for it, in Markdown. */
  String defaultValue() {
    if (!option.hasDefaultValue()) {
      return "(none)";
    }
    String written = written(option);
    return written.isEmpty() ? "(empty)" : MarkdownFormatter.code(written);
  }

  private <T> String written(ConfigOption<T> option) {
    T value = option.defaultValue();
    if (type.isEnum()) {
      return name(value);
    }
    String written = new Configuration().set(option, value).toMap().get(option.key());
    return written.equals("{}") ? "" : written;
  }

  List<String> otherNames() {
    return StreamSupport.stream(option.fallbackKeys().spliterator(), false)
        .map(FallbackKey::getKey)
        .toList();
  }

  /** The option's own description and, of an enumeration, each of its values. */
  Description description() {
    Description.DescriptionBuilder description = Description.builder();
    option.description().getBlocks().forEach(description::add);
    if (type.isEnum()) {
      description.list(
          Arrays.stream(type.getEnumConstants())
              .map(DocumentedOption::described)
              .toArray(InlineElement[]::new));
    }
    return description.build();
  }

  private static InlineElement described(Object constant) {
    InlineElement name = TextElement.code(name(constant));
    return constant instanceof DescribedEnum described
        ? TextElement.text("%s: %s", name, described.getDescription())
        : name;
  }

  private static String name(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }
}
