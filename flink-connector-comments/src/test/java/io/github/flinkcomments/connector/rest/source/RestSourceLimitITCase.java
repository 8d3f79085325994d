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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A limited job reads its rows once each, through failures and growth, and ends by itself. */
class RestSourceLimitITCase {

  private static final int LIMIT = 333;

  /** Counts over all attempts of the job, which runs in this process. */
  private static final AtomicInteger MAPPED = new AtomicInteger();

  /** Out of reach for a function that is shipped with the job. */
  private static final AtomicReference<CommentsServer> SERVER = new AtomicReference<>();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder().setNumberSlotsPerTaskManager(2).build());

  @ParameterizedTest
  @ValueSource(ints = {200, 1000})
  void readsItsRowsThroughFailures(int rowsAtFirst) throws Exception {
    MAPPED.set(0);
    try (CommentsServer server = CommentsServer.builder().comments(rowsAtFirst).start()) {
      SERVER.set(server);
      ReadJob job =
          new ReadJob(ReadJob.source(server).setLimit(LIMIT))
              .map(
                  id -> {
                    int mapped = MAPPED.incrementAndGet();
                    if (mapped == 100) {
                      SERVER.get().grow(500);
                    }
                    if (mapped == 150 || mapped == LIMIT) {
                      throw new IllegalStateException("A failure on purpose");
                    }
                    return id;
                  });
      assertThat(job.readAll())
          .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, LIMIT).boxed().toList());
    }
  }
}
