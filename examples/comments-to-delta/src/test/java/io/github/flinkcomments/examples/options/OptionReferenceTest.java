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

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.DeltaSinkOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The tables in {@code docs/options.md} say of every option what the code does. With the system
 * property {@code options.write} they are written instead.
 */
class OptionReferenceTest {

  private static final Path FILE = Path.of("../../docs/options.md");
  private static final Map<String, DocumentedOption> OPTIONS = DocumentedOption.ofBothConnectors();

  private final OptionReference reference;

  OptionReferenceTest() throws IOException {
    reference = new OptionReference(Files.readString(FILE));
  }

  @Test
  void theTablesSayOfEveryOptionWhatTheCodeDoes() throws IOException {
    assertThat(reference.keys())
        .as("the options that the comments '<!-- generated: ... -->' of %s list", FILE)
        .containsExactlyInAnyOrderElementsOf(OPTIONS.keySet());
    String generated =
        reference
            .withTables(keys -> new OptionTable(keys.map(OPTIONS::get).toList()).toString())
            .page();
    if (Boolean.getBoolean("options.write")) {
      Files.writeString(FILE, generated);
    }
    assertThat(FILE)
        .as(
            "the tables of %s, which './mvnw -pl examples/comments-to-delta -am test -Doptions.write' writes anew",
            FILE)
        .hasContent(generated);
  }

  @Test
  void thePrefixesThatStandForMoreOptionsAreNamed() {
    assertThat(reference.page().lines().filter(line -> line.startsWith("- `")))
        .anyMatch(line -> line.startsWith("- `" + DeltaSinkOptions.TABLE_PROPERTY_PREFIX + "` "))
        .anyMatch(line -> line.startsWith("- `" + DeltaSinkOptions.STORAGE_PREFIX + "` "));
  }
}
