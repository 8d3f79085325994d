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
package io.github.flinkcomments.connector.rest.table;

import static io.github.flinkcomments.connector.rest.table.Tables.createTable;
import static io.github.flinkcomments.connector.rest.table.Tables.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.examples.api.CommentsServer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Records that are not what a table declares: the job fails, whatever its restart strategy. */
class RestTableRecordErrorITCase {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(4).build());

  private final CommentsServer server = CommentsServer.builder().comments(20).start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aFieldIsMissingThatMustNotBe() {
    assertFails(
        "id INT, nickname STRING NOT NULL",
        "The record at offset 0 is not as expected: its field 'nickname' must be STRING NOT NULL,"
            + " but is missing");
  }

  @Test
  void aFieldIsOfAnotherType() {
    assertFails(
        "id INT, email INT",
        "The record at offset 0 is not as expected: its field 'email' must be INT, but is");
  }

  private void assertFails(String columns, String message) {
    TableEnvironment streaming = Tables.streaming();
    streaming.executeSql(
        createTable(columns, options("connector", "rest", "url", server.url().toString())));
    assertThatThrownBy(() -> streaming.executeSql("SELECT * FROM comments").collect().next())
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure))
                    .contains(
                        message,
                        server.url() + "?_start=0",
                        SuppressRestartsException.class.getSimpleName()));
  }
}
