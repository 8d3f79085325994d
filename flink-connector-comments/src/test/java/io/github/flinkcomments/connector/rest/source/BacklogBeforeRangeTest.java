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

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.source.ReadJob.Identified;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.event.BacklogShare;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import io.github.flinkcomments.examples.api.CommentsServer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.junit.jupiter.api.Test;

/**
 * A reader that has a range may fail at any time, and Flink would tell of an event that does not
 * reach it any more instead of what it has failed with.
 */
class BacklogBeforeRangeTest {

  @Test
  void nothingIsToldToAReaderThatHasARange() throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(100).start()) {
      RestSource<Identified> source = ReadJob.source(server).setBounded().build();
      Order order = new Order();
      try (SplitEnumerator<RestSplit, RestEnumeratorState> enumerator =
          source.createEnumerator(order)) {
        order.registerReader(0, "localhost");
        enumerator.start();
        order.triggerAllActions();
        enumerator.handleSplitRequest(0, "localhost");
        enumerator.handleSplitRequest(0, "localhost");
        assertThat(order.sent)
            .containsExactly(new BacklogShare(50), "0-50", new BacklogShare(0), "50-100");
      }
    }
  }

  /** What was sent to the reader, in this order. */
  private static final class Order extends TestingCoordinator<RestSplit> {

    private final List<Object> sent = new ArrayList<>();

    Order() {
      super(1);
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {
      sent.add(event);
      super.sendEventToSourceReader(subtask, event);
    }

    @Override
    public void assignSplits(SplitsAssignment<RestSplit> assigned) {
      assigned.assignment().get(0).forEach(split -> sent.add(split.splitId()));
      super.assignSplits(assigned);
    }
  }
}
