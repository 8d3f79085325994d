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
package io.github.flinkcomments.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The script that the README shows, with its addresses replaced, in more of a hurry. */
final class ReadmeScript {

  private static final Path README = Path.of("..", "..", "README.md");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private ReadmeScript() {}

  static String from(URI listing, LandedTable table) throws IOException {
    Matcher block = SQL.matcher(Files.readString(README));
    assertThat(block.find()).isTrue();
    String addressed =
        replaced(
            replaced(block.group(1), "'10s'", "'500 ms'"),
            "WITH ('connector' = 'comments')",
            "WITH ('connector' = 'comments', 'url' = '%s')".formatted(listing));
    return replaced(
        replaced(addressed, "/tmp/lake/comments", table.directory().toString()),
        "/tmp/lake/checkpoints",
        table.directory().resolveSibling("checkpoints").toString());
  }

  private static String replaced(String text, String old, String replacement) {
    assertThat(text).contains(old);
    return text.replace(old, replacement);
  }
}
