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
package io.github.flinkcomments.examples.servers;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.examples.testing.PublishedServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page about servers that others have written is made from the scripts that read them and from
 * the lists of packages; with {@code -Dservers.write} it is written anew.
 */
class ServersDocumentationTest {

  private static final Path PAGE = Path.of("../../docs/real-servers.md");
  private static final String BEGINNING = "<!-- generated -->\n";
  private static final Pattern ABOUT = Pattern.compile("\\A-- (.*?): (.*)\n");
  private static final Pattern TABLE =
      Pattern.compile("CREATE TABLE comments .*?;", Pattern.DOTALL);

  @Test
  void theTablesAreThoseOfTheScripts() throws IOException {
    String page = Files.readString(PAGE);
    StringBuilder expected =
        new StringBuilder(page.substring(0, page.indexOf(BEGINNING) + BEGINNING.length()));
    for (String name :
        Stream.concat(NodeServersITCase.servers().stream(), PythonServersITCase.servers().stream())
            .toList()) {
      expected.append(section(name));
    }
    if (System.getProperty("servers.write") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(page)
        .as("%s; ./mvnw test -Dtest=ServersDocumentationTest -Dservers.write writes it", PAGE)
        .isEqualTo(expected.toString());
  }

  private static String section(String name) throws IOException {
    Path script = PublishedServers.script(name);
    String text = Files.readString(script);
    return "\n## %s\n\n%s\n\n`%s`: %s\n\n```sql\n%s\n```\n"
        .formatted(
            first(ABOUT, text).group(1),
            first(ABOUT, text).group(2),
            name,
            packages(script.resolveSibling("package.json")),
            first(TABLE, text).group());
  }

  private static String packages(Path json) throws IOException {
    if (Files.exists(json)) {
      Map<?, ?> description = new ObjectMapper().readValue(json.toFile(), Map.class);
      return new TreeMap<>((Map<?, ?>) description.get("dependencies"))
          .entrySet().stream()
              .map(entry -> "`%s@%s`".formatted(entry.getKey(), entry.getValue()))
              .collect(joining(", "));
    }
    return Files.readAllLines(json.resolveSibling("requirements.txt")).stream()
        .map("`%s`"::formatted)
        .collect(joining(", "));
  }

  private static Matcher first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher;
  }
}
