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
package io.github.flinkcomments.testreport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test class as its source file tells.
 *
 * @param name its full name
 * @param integration whether it runs once the JARs are built
 * @param classTags tags of the class
 * @param methodTags tags of some of its methods
 */
record TestClass(String name, boolean integration, Set<String> classTags, Set<String> methodTags) {

  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Pattern FILE = Pattern.compile("(\\w+(Test|ITCase))\\.java");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern NOT_RUN_ITSELF =
      Pattern.compile("(?m)^(public )?(abstract class|(sealed )?interface) ");
  private static final Pattern TAG = Pattern.compile("(?m)^( *)@Tag\\(\"([^\"]+)\"\\)");

  /** Those of a module. */
  static List<TestClass> of(Path module) throws IOException {
    Path sources = module.resolve(SOURCES);
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(sources)) {
      return files.flatMap(TestClass::read).toList();
    }
  }

  private static Stream<TestClass> read(Path file) {
    Matcher name = FILE.matcher(file.getFileName().toString());
    if (!name.matches()) {
      return Stream.empty();
    }
    try {
      String source = Files.readString(file);
      Matcher declared = PACKAGE.matcher(source);
      if (NOT_RUN_ITSELF.matcher(source).find() || !declared.find()) {
        return Stream.empty();
      }
      return Stream.of(
          new TestClass(
              declared.group(1) + "." + name.group(1),
              name.group(2).equals("ITCase"),
              tags(source, String::isEmpty),
              tags(source, indentation -> !indentation.isEmpty())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> tags(String source, Predicate<String> indentation) {
    return TAG.matcher(source)
        .results()
        .filter(tag -> indentation.test(tag.group(1)))
        .map(tag -> tag.group(2))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a build that runs only some groups, or all but some, runs something of it. */
  boolean isIn(Set<String> groups, Set<String> excludedGroups) {
    Set<String> tags = new HashSet<>(classTags);
    tags.addAll(methodTags);
    return classTags.stream().noneMatch(excludedGroups::contains)
        && (groups.isEmpty() || tags.stream().anyMatch(groups::contains));
  }
}
