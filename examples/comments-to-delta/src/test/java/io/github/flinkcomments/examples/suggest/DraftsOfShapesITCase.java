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
package io.github.flinkcomments.examples.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.shapes.ShapeServer;
import java.nio.file.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Drafts of imitated APIs run as printed. */
class DraftsOfShapesITCase {

  private static final int RECORDS = 240;

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  @TempDir private Path directory;

  /** One of each type of pagination. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "json-server 1 ; page-number",
        "GitHub        ; link-header",
        "JSON:API      ; next-url",
        "Slack         ; cursor",
        "Stripe        ; keyset"
      })
  void aDraftOfEachType(String api, String type) throws Exception {
    assertRunsAsPrinted(api, type);
  }

  /** Private posts are counted, and then left out of their pages: one of seven. */
  @Test
  void aDraftWhereRecordsAreHidden() throws Exception {
    try (ShapeServer server = ShapeServer.start("WordPress", RECORDS)) {
      LandedDraft landed = LandedDraft.of(server.url(), directory.resolve("table"));
      assertThat(landed.ids()).doesNotHaveDuplicates().hasSize(RECORDS - (RECORDS + 4) / 7);
      assertThat(landed.draft()).contains("'pagination.end' = 'total;rule'");
    }
  }

  /** The other imitated APIs that are asked by GET. */
  @ParameterizedTest
  @Tag("heavy")
  @CsvSource(
      delimiter = ';',
      value = {
        "json-server 0.17, offset ; offset",
        "Jira                     ; offset",
        "PostgREST                ; none",
        "PocketBase               ; page-number",
        "json-server 0.17, pages  ; link-header",
        "Shopify                  ; link-header",
        "GitLab keyset            ; link-header",
        "Salesforce               ; next-url",
        "OData                    ; next-url",
        "HAL                      ; next-url",
        "HubSpot                  ; next-url",
        "Google                   ; cursor",
        "CouchDB _changes         ; none",
        "without paging           ; none"
      })
  void draftsOfTheOthers(String api, String type) throws Exception {
    assertRunsAsPrinted(api, type);
  }

  private void assertRunsAsPrinted(String api, String type) throws Exception {
    try (ShapeServer server = ShapeServer.start(api, RECORDS)) {
      LandedDraft landed = LandedDraft.of(server.url(), directory.resolve("table"));
      assertThat(landed.ids()).doesNotHaveDuplicates().hasSize(RECORDS);
      assertThat(landed.draft()).contains("'pagination.type' = '%s'".formatted(type));
    }
  }
}
