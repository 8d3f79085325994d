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
package io.github.flinkcomments.connector;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import java.io.Serializable;

/**
 * Arrows between packages point in one direction: from what users see down to what does the work.
 */
@AnalyzeClasses(
    packages = "io.github.flinkcomments.connector",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDirectionTest {

  private static final String ROOT = "io.github.flinkcomments.connector.";

  /** Whose annotations every public type carries. */
  private static final String STABILITY = "org.apache.flink.annotation";

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      Architectures.layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("io.github.flinkcomments.connector..")
          .withOptionalLayers(true)
          .layer("comments")
          .definedBy(ROOT + "comments..")
          .layer("rest.table")
          .definedBy(ROOT + "rest.table..")
          .layer("rest")
          .definedBy(ROOT + "rest")
          .layer("rest.option")
          .definedBy(ROOT + "rest.option..")
          .layer("rest.source")
          .definedBy(ROOT + "rest.source..")
          .layer("rest.pagination")
          .definedBy(ROOT + "rest.pagination..")
          .layer("rest.http")
          .definedBy(ROOT + "rest.http..")
          .layer("rest.response")
          .definedBy(ROOT + "rest.response..")
          .layer("rest.record")
          .definedBy(ROOT + "rest.record..")
          .layer("rest.failure")
          .definedBy(ROOT + "rest.failure..")
          .layer("rest.request")
          .definedBy(ROOT + "rest.request..")
          .whereLayer("comments")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("rest.table")
          .mayOnlyBeAccessedByLayers("comments")
          .whereLayer("rest")
          .mayOnlyBeAccessedByLayers("comments", "rest.table")
          .whereLayer("rest.option")
          .mayOnlyBeAccessedByLayers("comments", "rest.table", "rest")
          .whereLayer("rest.source")
          .mayOnlyBeAccessedByLayers("comments", "rest.table", "rest", "rest.option")
          .whereLayer("rest.pagination")
          .mayOnlyBeAccessedByLayers("comments", "rest.table", "rest", "rest.source")
          .whereLayer("rest.http")
          .mayOnlyBeAccessedByLayers("comments", "rest.table", "rest", "rest.source")
          .whereLayer("rest.record")
          .mayOnlyBeAccessedByLayers(
              "comments", "rest.table", "rest", "rest.option", "rest.source", "rest.pagination")
          .whereLayer("rest.failure")
          .mayOnlyBeAccessedByLayers(
              "comments",
              "rest.table",
              "rest",
              "rest.source",
              "rest.pagination",
              "rest.http",
              "rest.record")
          .whereLayer("rest.request")
          .mayOnlyBeAccessedByLayers(
              "comments",
              "rest.table",
              "rest",
              "rest.option",
              "rest.source",
              "rest.pagination",
              "rest.http",
              "rest.response",
              "rest.record")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule NO_PACKAGES_GO_IN_CIRCLES =
      slices().matching(ROOT + "(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_HTTP_TALKS_TO_THE_NETWORK =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "rest.http..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("java.net.http..", "java.nio.channels..", "javax.net.."));

  @ArchTest
  static final ArchRule PAGINATION_IS_PURE =
      classes()
          .that()
          .resideInAPackage(ROOT + "rest.pagination..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      ROOT + "rest.pagination..",
                      ROOT + "rest.request..",
                      // A captured value: what a page tells beside its records.
                      ROOT + "rest.record..",
                      "java.lang..",
                      "java.math",
                      "java.net",
                      "java.util..",
                      "java.time..",
                      "java.nio.charset")
                  .or(equivalentTo(Serializable.class))
                  .or(resideInAPackage(STABILITY)));

  @ArchTest
  static final ArchRule HTTP_KNOWS_NOTHING_OF_FLINK =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "rest.http..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.apache.flink..").and(not(resideInAPackage(STABILITY))));

  @ArchTest
  static final ArchRule NOTHING_BELOW_KNOWS_COMMENTS =
      noClasses()
          .that(not(resideInAPackage(ROOT + "comments..")))
          .should()
          .haveSimpleNameContaining("Comment");
}
