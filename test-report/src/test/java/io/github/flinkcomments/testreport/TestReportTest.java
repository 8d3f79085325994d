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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportTest {

  @TempDir private Path root;

  @BeforeEach
  void writeProject() throws IOException {
    write("pom.xml", "");
    write("module/pom.xml", "");
    write("module/nested/pom.xml", "");
    source("module", "OneTest", "class OneTest {");
    source("module", "TwoITCase", "class TwoITCase {");
    source("module", "ThreeITCase", "@Tag(\"heavy\")\nclass ThreeITCase {");
    source("module/nested", "FourTest", "class FourTest {\n  @Test\n  @Tag(\"heavy\")\n");
    source("module", "AbstractTest", "abstract class AbstractTest {");
    source("module", "ContractTest", "interface ContractTest {");
    source("module", "Helper", "class Helper {");
  }

  @Test
  void eachClassHasToRun() throws IOException {
    report("module", "OneTest", 3, "");
    report("module/nested", "FourTest$Inner", 1, "");

    assertThat(quick().missing()).containsExactly("a.b.TwoITCase");
    report("module", "TwoITCase", 1, "");
    assertThat(quick().missing()).isEmpty();
  }

  /** What Surefire leaves of a class that was aborted before its first test. */
  @Test
  void aReportWithoutATestIsNoRun() throws IOException {
    report("module", "OneTest", 0, "");
    assertThat(quick().missing()).contains("a.b.OneTest");
  }

  @Test
  void heavyOnesHaveToRunWhereTheyAreAskedFor() throws IOException {
    assertThat(new TestReport(root, true, Set.of("heavy"), Set.of()).missing())
        .containsExactly("a.b.FourTest", "a.b.ThreeITCase");
    assertThat(new TestReport(root, true, Set.of(), Set.of()).missing()).hasSize(4);
  }

  @Test
  void integrationTestsMayBeLeftOut() throws IOException {
    assertThat(new TestReport(root, false, Set.of(), Set.of("heavy")).missing())
        .containsExactly("a.b.FourTest", "a.b.OneTest");
  }

  @Test
  void skippedTestsAreListedWithTheirReason() throws IOException {
    report("module", "OneTest", 1, "<skipped message=\"There is no npm.\"/>");

    assertThat(quick()).asString().contains("  a.b.OneTest#works: There is no npm.");
    assertThat(quick().missing()).doesNotContain("a.b.OneTest");
  }

  @Test
  void theSlowestComeFirst() throws IOException {
    report("module", "OneTest", 3, "");
    report("module", "TwoITCase", 70, "");
    assertThat(quick()).asString().contains("   70.0 s  a.b.TwoITCase\n    3.0 s  a.b.OneTest\n");
  }

  @Test
  void theBuildFailsWithTheNamesOfTheClasses() {
    assertThatThrownBy(
            () ->
                TestReport.main(
                    new String[] {root.toString(), "false", "groups=", "excludedGroups=heavy"}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("3 test classes", "a.b.FourTest", "a.b.OneTest", "a.b.TwoITCase");
  }

  @Test
  void expressionsOfTagsAreUnsupported() {
    assertThatThrownBy(
            () ->
                TestReport.main(
                    new String[] {root.toString(), "false", "groups=a&b", "excludedGroups="}))
        .hasMessageContainingAll("'a&b'", "-Dtest-report.skip");
  }

  private TestReport quick() throws IOException {
    return new TestReport(root, true, Set.of(), Set.of("heavy"));
  }

  private void source(String module, String name, String declaration) throws IOException {
    write(module + "/src/test/java/a/b/" + name + ".java", "package a.b;\n\n" + declaration + "\n");
  }

  /** One second a test. */
  private void report(String module, String name, int tests, String outcome) throws IOException {
    write(
        module + "/target/surefire-reports/TEST-a.b." + name + ".xml",
        "<testsuite name=\"a.b.%s\" tests=\"%d\" time=\"%d\">%s</testsuite>"
            .formatted(
                name,
                tests,
                tests,
                tests == 0 ? "" : "<testcase name=\"works\">" + outcome + "</testcase>"));
  }

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }
}
