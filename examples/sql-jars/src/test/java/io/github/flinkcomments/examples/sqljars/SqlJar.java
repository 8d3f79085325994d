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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/** One of the two JARs for {@code lib/}, as the build made it. */
enum SqlJar {
  COMMENTS,
  DELTA;

  Path file() {
    return Path.of("target", "lib", "flink-sql-connector-" + connector() + ".jar").toAbsolutePath();
  }

  /** What was put into it, before parts were left out. */
  List<Path> bundled() throws IOException {
    return FlinkClassPath.read(
        Path.of("..", "..", "flink-connector-" + connector(), "sql-jar/target/bundled.classpath"));
  }

  /** Where classes of others are. */
  String shaded() {
    return "io/github/flinkcomments/shaded/" + connector() + "/";
  }

  /** The names of all files in it. */
  List<String> files() throws IOException {
    try (JarFile jar = new JarFile(file().toFile())) {
      return jar.stream()
          .filter(entry -> !entry.isDirectory())
          .map(ZipEntry::getName)
          .sorted()
          .toList();
    }
  }

  List<String> classNames() throws IOException {
    return files().stream()
        .filter(name -> name.endsWith(".class"))
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .toList();
  }

  String text(String name) throws IOException {
    try (JarFile jar = new JarFile(file().toFile())) {
      return new String(
          jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String connector() {
    return name().toLowerCase(Locale.ROOT);
  }
}
