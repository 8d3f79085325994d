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

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** What this module's build has put together. */
final class BuildOutput {

  private BuildOutput() {}

  /** Flink's own JARs, without connectors. */
  static List<Path> flink() throws IOException {
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(Files.readString(directory().resolve("provided.classpath")).strip())
        .map(Path::of)
        .toList();
  }

  /** The connectors' JARs for {@code lib/}. */
  static List<Path> connectors() throws IOException {
    return jars(directory().resolve("connectors"), "flink-sql-connector-*.jar");
  }

  /** The example job, by the classifier of its JAR. */
  static Path job(String classifier) throws IOException {
    return jars(directory().resolve("jobs"), "*-" + classifier + ".jar").get(0);
  }

  /** Where the classes of this module are. */
  static Path ownClasses() {
    try {
      return Path.of(BuildOutput.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The classes of this module are not in a file.", e);
    }
  }

  /** What Flink needs of the JDK. */
  static List<String> javaOpens() throws IOException {
    Properties properties = new Properties();
    try (InputStream resource = BuildOutput.class.getResourceAsStream("build.properties")) {
      properties.load(resource);
    }
    return List.of(properties.getProperty("java.opens").split(" "));
  }

  static List<Path> jars(Path directory, String glob) throws IOException {
    List<Path> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      files.forEach(file -> jars.add(file.toAbsolutePath()));
    }
    if (jars.isEmpty()) {
      throw new IOException("There is no %s in %s.".formatted(glob, directory));
    }
    return jars.stream().sorted().toList();
  }

  /** Beside the classes, or around the JAR with them. */
  private static Path directory() {
    return ownClasses().getParent();
  }
}
