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
package io.github.flinkcomments.examples.sqljars;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A JAR in {@code lib/} is seen by every job of the cluster: nothing may stand in their way. */
class SqlJarContentITCase {

  private static final String FACTORIES =
      "META-INF/services/org.apache.flink.table.factories.Factory";

  /** Not renamed, for its native libraries know its name. */
  private static final Pattern ZSTD_JNI =
      Pattern.compile("com/github/luben/zstd/.*|(darwin|linux|win)/[^/]+/libzstd-jni-[^/]+");

  private static final Pattern COORDINATES =
      Pattern.compile("(?m)^- ([\\w.-]+):([\\w.-]+):([\\w.-]+)");

  private static final Pattern LICENSE_FILE =
      Pattern.compile("META-INF/[\\w./-]*LICENSE(\\.[\\w-]+)*");

  @ParameterizedTest
  @EnumSource
  void everythingForeignIsRenamed(SqlJar jar) throws IOException {
    Predicate<String> renamed = name -> name.startsWith(jar.shaded());
    Predicate<String> own = name -> name.startsWith("io/github/flinkcomments/connector/");
    Predicate<String> description = name -> name.startsWith("META-INF/");

    assertThat(jar.files())
        .filteredOn(renamed.or(own).or(description).negate())
        .allMatch(name -> jar == SqlJar.DELTA && ZSTD_JNI.matcher(name).matches());
  }

  @ParameterizedTest
  @EnumSource
  void descriptionsAreOfThisJarAlone(SqlJar jar) throws IOException {
    assertThat(jar.files())
        .filteredOn(name -> name.startsWith("META-INF/"))
        .allMatch(
            name ->
                List.of("META-INF/MANIFEST.MF", "META-INF/NOTICE", FACTORIES).contains(name)
                    || LICENSE_FILE.matcher(name).matches()
                    || name.equals("META-INF/FastDoubleParser-NOTICE")
                    || name.startsWith("META-INF/maven/io.github.flinkcomments/flink-sql-"));
    assertThat(jar.files()).doesNotContain("module-info.class");
    assertThat(jar.text("META-INF/MANIFEST.MF")).doesNotContain("Multi-Release", "Digest");
  }

  @ParameterizedTest
  @EnumSource
  void nothingOfFlinkIsInside(SqlJar jar) throws IOException {
    assertThat(jar.files())
        .noneMatch(name -> name.contains("org/apache/flink/") && !name.equals(FACTORIES))
        .noneMatch(name -> name.contains("org/slf4j/"))
        .noneMatch(name -> name.contains("org/apache/log4j/"))
        .noneMatch(name -> name.contains("org/apache/logging/"))
        .noneMatch(name -> name.contains("org/apache/commons/logging/"))
        .noneMatch(name -> name.contains("org/xerial/snappy/"));
  }

  @ParameterizedTest
  @EnumSource
  void servicesAreThere(SqlJar jar) throws IOException {
    assertThat(jar.text(FACTORIES).lines().map(String::strip).filter(line -> !line.isEmpty()))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("io.github.flinkcomments.connector."))
        .isSubsetOf(jar.classNames());
  }

  @Test
  void jarsOfDifferentReleasesDoNotMix() throws IOException {
    Set<String> comments = Set.copyOf(SqlJar.COMMENTS.classNames());
    assertThat(SqlJar.DELTA.classNames()).doesNotContainAnyElementsOf(comments);
  }

  @ParameterizedTest
  @EnumSource
  void theLicenseIsOurs(SqlJar jar) throws IOException {
    assertThat(jar.text("META-INF/LICENSE")).isEqualTo(Files.readString(Path.of("../../LICENSE")));
  }

  @ParameterizedTest
  @EnumSource
  void theNoticeListsWhatIsBundled(SqlJar jar) throws IOException {
    List<Coordinates> bundled =
        jar.bundled().stream()
            .filter(path -> !path.toString().contains("flink-connector-"))
            .map(Coordinates::ofFile)
            .toList();

    assertThat(bundled).isNotEmpty();
    assertThat(listed(jar)).containsAll(bundled);
  }

  /** Artifacts bundle others, which the class path does not show. They move on unnoticed. */
  @ParameterizedTest
  @EnumSource
  void theNoticeNamesTheVersionsInside(SqlJar jar) throws IOException {
    Set<Coordinates> inside = new HashSet<>();
    for (Path artifact : jar.bundled()) {
      inside.addAll(Coordinates.insideOf(artifact));
    }

    assertThat(listed(jar))
        .filteredOn(listed -> inside.stream().anyMatch(listed::isVersionOfTheSameAs))
        .isNotEmpty()
        .isSubsetOf(inside);
  }

  @ParameterizedTest
  @EnumSource
  void licensesThatTheNoticeNamesAreThere(SqlJar jar) throws IOException {
    List<String> named =
        LICENSE_FILE
            .matcher(jar.text("META-INF/NOTICE"))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(named).contains("META-INF/LICENSE").isSubsetOf(jar.files());
    assertThat(jar.files())
        .filteredOn(name -> LICENSE_FILE.matcher(name).matches())
        .isSubsetOf(named);
  }

  private static Set<Coordinates> listed(SqlJar jar) throws IOException {
    return COORDINATES
        .matcher(jar.text("META-INF/NOTICE"))
        .results()
        .map(found -> new Coordinates(found.group(1), found.group(2), found.group(3)))
        .collect(Collectors.toSet());
  }
}
