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
package io.github.flinkcomments.connector.delta.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.delta.storage.StoreRace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the JAR for {@code lib/}, and that it works beside the sink's. */
class S3JarITCase {

  private static final Path LIB = Path.of("target", "lib").toAbsolutePath();
  private static final Path JAR = LIB.resolve("flink-sql-connector-delta-s3.jar");
  private static final String SHADED = "io/github/flinkcomments/shaded/delta/s3/";

  @TempDir private Path directory;

  @Test
  void everythingForeignIsRenamed() throws IOException {
    assertThat(files())
        .filteredOn(name -> !name.startsWith("META-INF/"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith(SHADED)
                    || name.startsWith("io/github/flinkcomments/connector/delta/s3/"));
    assertThat(files())
        .filteredOn(name -> name.startsWith("META-INF/services/"))
        .containsExactlyInAnyOrder(
            "META-INF/services/io.github.flinkcomments.connector.delta.storage.TableStorageFactory",
            "META-INF/services/"
                + SHADED.replace('/', '.')
                + "software.amazon.awssdk.http.SdkHttpService");
  }

  @Test
  void theNoticeListsWhatIsBundled() throws IOException {
    String notice;
    try (JarFile jar = new JarFile(JAR.toFile())) {
      notice =
          new String(jar.getInputStream(jar.getEntry("META-INF/NOTICE")).readAllBytes(), UTF_8);
    }
    List<String> bundled =
        Stream.of(
                Files.readString(Path.of("target/bundled.classpath"))
                    .strip()
                    .split(File.pathSeparator))
            .map(path -> Path.of(path).getFileName().toString().replace(".jar", ""))
            .filter(name -> !name.startsWith("flink-connector-"))
            .toList();

    assertThat(bundled)
        .isNotEmpty()
        .allSatisfy(
            name -> assertThat(notice).contains(name.replaceFirst("-(\\d+(\\.\\d+)+)$", ":$1")));
  }

  /** Signing, requests, answers and errors: all of the SDK that a table uses. */
  @Test
  void theTwoJarsReachAStoreWithNothingElse() throws Exception {
    try (S3Server server = S3Server.start(directory)) {
      String classPath;
      try (Stream<Path> jars = Files.list(LIB)) {
        classPath = jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
      }
      ProcessBuilder race =
          new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-cp",
              classPath,
              StoreRace.class.getName(),
              server.path("race"),
              "endpoint=" + server.endpoint());
      race.environment()
          .putAll(
              Map.of(
                  "AWS_ACCESS_KEY_ID", S3Server.ACCESS_KEY,
                  "AWS_SECRET_ACCESS_KEY", S3Server.SECRET_KEY));
      Process process = race.redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said)
          .contains(
              "8 writers, 100 rounds, 0 of them not won by one: this store can be written by several jobs.")
          .doesNotContain(S3Server.SECRET_KEY);
    }
  }

  private static List<String> files() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .sorted()
          .toList();
    }
  }
}
