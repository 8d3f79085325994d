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
package io.github.flinkcomments.connector.comments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentsSourceTest {

  @Test
  void theReferenceOfOptionsNamesItsDefaults() throws IOException {
    Map<String, String> defaults = CommentsSource.defaults().toMap();
    assertThat(defaults).containsOnlyKeys("url", "record.key-pointer");
    String sentence =
        "`comments` is `rest` with two other defaults: `url` is `%s` and `record.key-pointer` is `%s`."
            .formatted(defaults.get("url"), defaults.get("record.key-pointer"));
    String reference = Files.readString(Path.of("../docs/options.md")).replaceAll("\\s+", " ");
    assertThat(reference.contains(sentence)).as("docs/options.md says: %s", sentence).isTrue();
  }
}
