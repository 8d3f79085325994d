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

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.github.flinkcomments.connector.delta.storage.TableStorageFactory;

/**
 * In the JARs for {@code lib/} everything foreign has other names than here, and in each others.
 */
@AnalyzeClasses(
    packages = "io.github.flinkcomments.connector.delta.s3",
    importOptions = ImportOption.DoNotIncludeTests.class)
class S3ArchitectureTest {

  @ArchTest
  static final ArchRule ALL_THAT_IS_KNOWN_OF_THE_SINK_IS_ITS_STORAGE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.delta..",
              "org.apache..",
              "io.github.flinkcomments.connector.delta",
              "io.github.flinkcomments.connector.delta.log..",
              "io.github.flinkcomments.connector.delta.commit..",
              "io.github.flinkcomments.connector.delta.writer..",
              "io.github.flinkcomments.connector.delta.table..");

  /** Nothing here can carry the annotations of Flink that tell how stable a public type is. */
  @ArchTest
  static final ArchRule ONLY_WHAT_A_SERVICE_LOADER_CREATES_IS_PUBLIC =
      classes().that().arePublic().should().implement(TableStorageFactory.class);
}
