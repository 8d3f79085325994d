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
package io.github.flinkcomments.connector.delta;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages know only those below them, and foreign libraries stay where they belong. */
@AnalyzeClasses(
    packages = "io.github.flinkcomments",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.flinkcomments.connector.delta";

  @ArchTest
  static final ArchRule ARROWS_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("table")
          .definedBy(ROOT + ".table")
          .layer("delta")
          .definedBy(ROOT)
          .layer("writer")
          .definedBy(ROOT + ".writer")
          .layer("commit")
          .definedBy(ROOT + ".commit")
          .layer("log")
          .definedBy(ROOT + ".log..")
          .layer("storage")
          .definedBy(ROOT + ".storage")
          .whereLayer("table")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("delta")
          .mayOnlyBeAccessedByLayers("table")
          .whereLayer("writer")
          .mayOnlyBeAccessedByLayers("table", "delta")
          .whereLayer("commit")
          .mayOnlyBeAccessedByLayers("table", "delta")
          .whereLayer("log")
          .mayOnlyBeAccessedByLayers("table", "delta", "writer", "commit")
          .whereLayer("storage")
          .mayOnlyBeAccessedByLayers("log");

  /** Inside the log: the table, then what is done beside commits, entries, files, schema. */
  @ArchTest
  static final ArchRule ARROWS_OF_THE_LOG_POINT_DOWN =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("log")
          .definedBy(ROOT + ".log")
          .layer("maintenance")
          .definedBy(ROOT + ".log.maintenance")
          .layer("entry")
          .definedBy(ROOT + ".log.entry")
          .layer("file")
          .definedBy(ROOT + ".log.file")
          .layer("schema")
          .definedBy(ROOT + ".log.schema")
          .layer("engine")
          .definedBy(ROOT + ".log.engine")
          .layer("failure")
          .definedBy(ROOT + ".log.failure")
          .whereLayer("log")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("maintenance")
          .mayOnlyBeAccessedByLayers("log")
          .whereLayer("entry")
          .mayOnlyBeAccessedByLayers("log", "maintenance")
          .whereLayer("file")
          .mayOnlyBeAccessedByLayers("log", "maintenance", "entry")
          .whereLayer("schema")
          .mayOnlyBeAccessedByLayers("log", "maintenance", "entry", "file")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("log", "maintenance", "entry", "file")
          .whereLayer("failure")
          .mayOnlyBeAccessedByLayers("log", "maintenance", "entry", "file", "schema", "engine");

  @ArchTest
  static final ArchRule ONLY_THE_LOG_KNOWS_KERNEL =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".log..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.delta..");

  @ArchTest
  static final ArchRule ONLY_LOG_AND_WRITER_KNOW_HADOOP_AND_PARQUET =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".log..", ROOT + ".writer")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.hadoop..", "org.apache.parquet..");

  @ArchTest
  static final ArchRule THE_SINK_KNOWS_NOTHING_OF_THE_SOURCE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.github.flinkcomments.connector.rest..",
              "io.github.flinkcomments.connector.comments..");
}
