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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** What an artifact is called in Maven. */
record Coordinates(String group, String artifact, String version) {

  boolean isVersionOfTheSameAs(Coordinates other) {
    return group.equals(other.group) && artifact.equals(other.artifact);
  }

  /**
   * {@code org/example/library/1.0/library-1.0.jar} in the repository is org.example:library:1.0.
   */
  static Coordinates ofFile(Path file) {
    Path version = file.getParent();
    Path artifact = version.getParent();
    // Told by Surefire.
    Path repository = Path.of(System.getProperty("localRepository"));
    return new Coordinates(
        repository.relativize(artifact.getParent()).toString().replace('/', '.'),
        artifact.getFileName().toString(),
        version.getFileName().toString());
  }

  /** Of the artifact itself and of those that were packed into it, as far as they say so. */
  static List<Coordinates> insideOf(Path file) throws IOException {
    List<Coordinates> inside = new ArrayList<>();
    try (JarFile jar = new JarFile(file.toFile())) {
      for (JarEntry entry : jar.stream().toList()) {
        if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
          Properties properties = new Properties();
          try (InputStream content = jar.getInputStream(entry)) {
            properties.load(content);
          }
          inside.add(
              new Coordinates(
                  properties.getProperty("groupId"),
                  properties.getProperty("artifactId"),
                  properties.getProperty("version")));
        }
      }
    }
    return inside;
  }
}
