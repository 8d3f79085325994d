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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mistake that a statement can make, as it is written down in {@code wrong-statements.sql}.
 *
 * @param name what is wrong
 * @param statements each on one line; the last one makes the mistake
 * @param shown what the SQL client says about it, without the class of the exception; nothing if
 *     the statements only prepare others
 */
record WrongStatement(String name, List<String> statements, Optional<Shown> shown) {

  private static final String RESOURCE = "/wrong-statements.sql";
  private static final Pattern BETWEEN_BLOCKS = Pattern.compile("\n\n+");
  private static final Pattern END_OF_STATEMENT = Pattern.compile(";");
  private static final Pattern SHOWN = Pattern.compile("-- (Flink )?shows: (.*)");

  /**
   * @param line the first line
   * @param byFlink whether the words are Flink's
   */
  record Shown(String line, boolean byFlink) {}

  /** All of them, in order. */
  static List<WrongStatement> all() throws IOException {
    try (InputStream resource = WrongStatement.class.getResourceAsStream(RESOURCE)) {
      String text = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return BETWEEN_BLOCKS.splitAsStream(text).skip(1).map(WrongStatement::parse).toList();
    }
  }

  private static WrongStatement parse(String block) {
    List<String> lines = block.strip().lines().toList();
    Optional<Shown> shown =
        Optional.of(SHOWN.matcher(lines.get(lines.size() - 1)))
            .filter(Matcher::matches)
            .map(line -> new Shown(line.group(2), line.group(1) != null));
    String sql =
        String.join(" ", lines.subList(1, shown.isPresent() ? lines.size() - 1 : lines.size()));
    List<String> statements =
        END_OF_STATEMENT
            .splitAsStream(sql)
            .map(statement -> statement.strip().replaceAll("\\s+", " ") + ";")
            .toList();
    return new WrongStatement(lines.get(0).replaceFirst("-- ", ""), statements, shown);
  }
}
