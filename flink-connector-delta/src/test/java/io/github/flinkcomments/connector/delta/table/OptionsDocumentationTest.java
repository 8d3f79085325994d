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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.junit.jupiter.api.Test;

/** The reference in {@code docs/options.md} says of every option what the code does. */
class OptionsDocumentationTest {

  private static final Path REFERENCE = Path.of("..", "docs", "options.md");
  private static final String CHAPTER = "Sink:";

  /** What the reference says of an option, as it is written there. */
  private record Described(String defaultValue, List<String> otherNames) {}

  @Test
  void everyOptionIsDescribedWithItsDefaultAndItsOtherNames() throws IOException {
    assertThat(inReference()).isEqualTo(inCode());
  }

  private static Map<String, Described> inCode() {
    DeltaTableFactory factory = new DeltaTableFactory();
    return Stream.of(factory.requiredOptions(), factory.optionalOptions())
        .flatMap(Set::stream)
        .collect(Collectors.toMap(ConfigOption::key, OptionsDocumentationTest::describe));
  }

  private static Described describe(ConfigOption<?> option) {
    return new Described(
        defaultOf(option),
        StreamSupport.stream(option.fallbackKeys().spliterator(), false)
            .map(FallbackKey::getKey)
            .toList());
  }

  private static <T> String defaultOf(ConfigOption<T> option) {
    if (!option.hasDefaultValue()) {
      return "(none)";
    }
    Configuration configuration = new Configuration().set(option, option.defaultValue());
    String written = configuration.toMap().get(option.key());
    return option.defaultValue() instanceof Enum ? written.toLowerCase(Locale.ROOT) : written;
  }

  /** The rows of the chapter's tables that have five cells. */
  private static Map<String, Described> inReference() throws IOException {
    Map<String, Described> described = new LinkedHashMap<>();
    Files.readAllLines(REFERENCE).stream()
        .dropWhile(line -> !line.startsWith("## " + CHAPTER))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .map(line -> line.split("\\|"))
        .filter(cells -> cells.length == 6 && cells[1].contains("`"))
        .forEach(cells -> described.put(text(cells[1]), described(cells)));
    return described;
  }

  private static Described described(String[] cells) {
    String otherName = text(cells[4]);
    return new Described(text(cells[3]), otherName.isEmpty() ? List.of() : List.of(otherName));
  }

  private static String text(String cell) {
    return cell.replace("`", "").strip();
  }
}
