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
package io.github.flinkcomments.connector.delta.engines;

import static org.apache.flink.core.testutils.CommonTestUtils.waitUtil;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A statement of Spark that has read what it changes, and waits before it commits. */
record PausedStatement(CompletableFuture<List<JsonNode>> result, Path meeting) {

  /**
   * Returns when it waits, or has failed.
   *
   * @param statement calls the table {@code t}, and {@code meet('%s', v)}, which is {@code v}
   * @param meeting a directory of its own
   */
  static PausedStatement begin(SharedTable table, String statement, Path meeting) throws Exception {
    Files.createDirectory(meeting);
    CompletableFuture<List<JsonNode>> result =
        CompletableFuture.supplyAsync(() -> table.spark(statement.formatted(meeting)));
    waitUtil(
        () -> result.isDone() || Files.exists(meeting.resolve("arrived")),
        Duration.ofMinutes(1),
        "The statement has not begun.");
    return new PausedStatement(result, meeting);
  }

  /** Lets it go on. */
  CompletableFuture<List<JsonNode>> goOn() throws Exception {
    Files.createFile(meeting.resolve("go"));
    return result;
  }
}
