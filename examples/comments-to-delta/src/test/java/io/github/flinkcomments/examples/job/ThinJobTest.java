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
package io.github.flinkcomments.examples.job;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The thin job has the classes that {@code pom.xml} lists. A class that one of them needs and that
 * is not listed would be missed on a cluster only.
 */
class ThinJobTest {

  private static final Path CLASSES = classes();
  private static final Pattern INCLUDE =
      Pattern.compile("<include>(io/github/flinkcomments/examples/[^<]+)</include>");
  private static final Pattern OWN_CLASS =
      Pattern.compile("io/github/flinkcomments/examples/[\\w/$]+");

  @Test
  void hasAllClassesThatItsClassesNeed() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String filter = pom.substring(pom.indexOf(">thin-job<"), pom.lastIndexOf("</filters>"));
    List<PathMatcher> included =
        INCLUDE
            .matcher(filter)
            .results()
            .map(found -> FileSystems.getDefault().getPathMatcher("glob:" + found.group(1)))
            .toList();
    TreeSet<Path> missing = new TreeSet<>();
    try (Stream<Path> files = Files.walk(CLASSES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (isIncluded(CLASSES.relativize(file), included)) {
          needed(file).filter(needed -> !isIncluded(needed, included)).forEach(missing::add);
        }
      }
    }
    assertThat(included).isNotEmpty();
    assertThat(missing).isEmpty();
  }

  private static boolean isIncluded(Path file, List<PathMatcher> included) {
    return included.stream().anyMatch(matcher -> matcher.matches(file));
  }

  /** Names of classes stand in a class file as they are. */
  private static Stream<Path> needed(Path file) throws IOException {
    return OWN_CLASS
        .matcher(Files.readString(file, ISO_8859_1))
        .results()
        .map(MatchResult::group)
        .map(name -> Path.of(name + ".class"))
        .filter(name -> Files.exists(CLASSES.resolve(name)));
  }

  private static Path classes() {
    try {
      return Path.of(
          FailureCause.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
