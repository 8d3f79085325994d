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
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The end of a build of all modules: which tests were skipped and why, which took longest, and
 * whether each test class that exists has run.
 */
public final class TestReport {

  private static final int SLOWEST = 10;
  private static final Set<String> NO_MODULES = Set.of("src", "target");
  private static final Pattern NAMES = Pattern.compile("[\\w-]+");

  private final List<TestClass> expected = new ArrayList<>();
  private final List<TestSuite> suites = new ArrayList<>();

  /**
   * @param root the directory of the whole project
   * @param integration whether integration tests were to run
   * @param groups tags of the tests that were to run, or none for all
   * @param excludedGroups tags of those that were not
   */
  TestReport(Path root, boolean integration, Set<String> groups, Set<String> excludedGroups)
      throws IOException {
    for (Path module : modules(root)) {
      TestClass.of(module).stream()
          .filter(test -> integration || !test.integration())
          .filter(test -> test.isIn(groups, excludedGroups))
          .forEach(expected::add);
      suites.addAll(TestSuite.of(module));
    }
  }

  /**
   * Prints the report.
   *
   * @param arguments the directory of the project, whether integration tests were left out, {@code
   *     groups=} and {@code excludedGroups=}, each followed by what Surefire takes for it
   * @throws IllegalStateException if a test class did not run that should have
   */
  public static void main(String[] arguments) throws IOException {
    TestReport report =
        new TestReport(
            Path.of(arguments[0]),
            !Boolean.parseBoolean(arguments[1]),
            groups(arguments[2]),
            groups(arguments[3]));
    System.out.println(report);
    List<String> missing = report.missing();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "%d test classes exist, but nothing of them ran and nothing was reported as skipped:%n%s"
              .formatted(missing.size(), String.join(System.lineSeparator(), missing)));
    }
  }

  private static Set<String> groups(String argument) {
    String list = argument.substring(argument.indexOf('=') + 1);
    Set<String> groups =
        Stream.of(list.split("[,|]"))
            .map(String::strip)
            .filter(group -> !group.isEmpty())
            .collect(Collectors.toSet());
    for (String group : groups) {
      if (!NAMES.matcher(group).matches()) {
        throw new IllegalArgumentException(
            "The test groups are '%s', but only a list of tags is understood here; set -Dtest-report.skip to go without the check of the classes that ran."
                .formatted(list));
      }
    }
    return groups;
  }

  private static List<Path> modules(Path root) throws IOException {
    List<Path> modules = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (!Files.exists(directory.resolve("pom.xml"))
                || NO_MODULES.contains(directory.getFileName().toString())) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            modules.add(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    return modules;
  }

  /** Classes that should have run, but that no report tells of. */
  List<String> missing() {
    Set<String> reported =
        suites.stream()
            .filter(suite -> suite.tests() > 0)
            .map(suite -> suite.name().replaceFirst("\\$.*", ""))
            .collect(Collectors.toSet());
    return expected.stream()
        .map(TestClass::name)
        .filter(name -> !reported.contains(name))
        .sorted()
        .toList();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%,d tests in %d classes."
            .formatted(suites.stream().mapToInt(TestSuite::tests).sum(), suites.size()));
    lines.add("");
    lines.add("Slowest:");
    suites.stream()
        .sorted(Comparator.comparingDouble(TestSuite::seconds).reversed())
        .limit(SLOWEST)
        .map(suite -> "%7.1f s  %s".formatted(suite.seconds(), suite.name()))
        .forEach(lines::add);
    TreeMap<String, String> skipped = new TreeMap<>();
    suites.forEach(
        suite ->
            suite
                .skipped()
                .forEach(test -> skipped.put(suite.name() + "#" + test.test(), test.reason())));
    lines.add("");
    lines.add(skipped.isEmpty() ? "Nothing was skipped." : "Skipped:");
    skipped.forEach((test, reason) -> lines.add("  %s: %s".formatted(test, reason)));
    return String.join(System.lineSeparator(), lines);
  }
}
