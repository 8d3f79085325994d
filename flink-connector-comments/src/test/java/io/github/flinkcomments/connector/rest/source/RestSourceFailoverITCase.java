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
package io.github.flinkcomments.connector.rest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.api.CommentsServer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("flink-versions")
class RestSourceFailoverITCase {

  private static final int ROWS = 3000;

  /** Counts over all attempts of the job, which runs in this process. */
  private static final AtomicInteger MAPPED = new AtomicInteger();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(3).build());

  /** Fails once at each of three points of the way, at the last record among others. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsEachRowOnceThroughFailures(boolean bounded) throws Exception {
    MAPPED.set(0);
    try (CommentsServer server = CommentsServer.builder().comments(ROWS).start()) {
      var source = ReadJob.source(server);
      ReadJob job =
          new ReadJob(bounded ? source.setBounded() : source)
              .parallelism(3)
              .map(
                  id -> {
                    int mapped = MAPPED.incrementAndGet();
                    if (mapped == 100 || mapped == 2000 || mapped == ROWS) {
                      throw new IllegalStateException("A failure on purpose");
                    }
                    return id;
                  });
      assertThat(bounded ? job.readAll() : job.readUntil(ROWS, count -> {}))
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, ROWS).boxed().toList());
      assertThat(MAPPED.get()).isGreaterThan(ROWS);
    }
  }
}
