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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keys, types, defaults and other names of options are what users rely upon. {@code options.txt}
 * has them all, and nothing writes it: whoever changes one changes it there as well.
 */
class FrozenOptionsTest {

  @Test
  void keysTypesAndDefaultsAreThoseThatUsersKnow() throws IOException {
    assertThat(DocumentedOption.ofBothConnectors().values().stream().map(FrozenOptionsTest::line))
        .containsExactlyInAnyOrderElementsOf(
            Files.readAllLines(Path.of("src/test/resources/options.txt")));
  }

  private static String line(DocumentedOption option) {
    String names = String.join(", ", option.otherNames());
    return "%s: %s, %s%s"
        .formatted(
            option.key(),
            option.typeName(),
            option.defaultValue(),
            names.isEmpty() ? "" : ", also " + names);
  }
}
