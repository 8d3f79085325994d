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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.source.ReadJob.Identified;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorState;
import io.github.flinkcomments.connector.rest.source.enumerator.RestEnumeratorStateSerializer;
import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import io.github.flinkcomments.examples.api.Totals;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext.SplitAssignmentState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a limited source stops, and that a restore does not move that. Ranges have 50 rows. */
class RestSourceLimitTest {

  private final RestEnumeratorStateSerializer serializer = new RestEnumeratorStateSerializer();
  private final CommentsServer server = CommentsServer.builder().comments(100).start();

  private TestingCoordinator<RestSplit> context;
  private SplitEnumerator<RestSplit, RestEnumeratorState> enumerator;

  @AfterEach
  void stop() throws Exception {
    enumerator.close();
    server.close();
  }

  @Test
  void rangesEndAtTheLimit() throws Exception {
    start(limited(80));
    assertThat(ranges()).containsExactly("0-50", "50-80");
    assertThat(hasEnded()).isTrue();
    // One look for the last row, and one that shows that the offset has an effect.
    assertThat(server.requests().all()).hasSize(2);
  }

  @Test
  void orAtTheEndOfABoundedSource() throws Exception {
    start(ReadJob.source(server).setBounded().startAt(70).setLimit(80).build());
    assertThat(ranges()).containsExactly("70-100");
    assertThat(hasEnded()).isTrue();
  }

  @Test
  void anUnboundedSourceWaitsForItsRows() throws Exception {
    start(limited(120));
    assertThat(ranges()).containsExactly("0-50", "50-100");
    assertThat(hasEnded()).isFalse();
    server.grow(200);
    assertThat(ranges()).containsExactly("0-50", "50-100", "100-120");
    assertThat(hasEnded()).isTrue();
  }

  @Test
  void aStartAtTheLatestRowCountsFromThere() throws Exception {
    start(ReadJob.source(server).startAtLatest().setLimit(70).build());
    assertThat(ranges()).isEmpty();
    assertThat(hasEnded()).isFalse();
    server.grow(300);
    assertThat(ranges()).containsExactly("100-150", "150-170");
    assertThat(hasEnded()).isTrue();
  }

  @Test
  void aRestoreDoesNotMoveIt() throws Exception {
    start(limited(120));
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    for (RestSource<Identified> source :
        List.of(limited(120), limited(7), ReadJob.source(server).setBounded().build())) {
      restore(source, state);
      assertThat(ranges()).containsExactly("100-120");
      assertThat(hasEnded()).isTrue();
    }
  }

  /** What is thrown while Flink restores a coordinator is only logged. */
  @Test
  void stateOfNoUseIsToldAtTheStart() throws Exception {
    RestSource<Identified> source = ReadJob.source(server).build();
    context = new TestingCoordinator<>(1);
    enumerator = source.restoreEnumerator(context, chainState());
    assertThatThrownBy(enumerator::start)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("belongs to a chain of pages")
        .hasMessageContaining("'pagination.type'");

    RestEnumeratorState damaged =
        source.getEnumeratorCheckpointSerializer().deserialize(1, new byte[] {1, 2, 3});
    enumerator = source.restoreEnumerator(context, damaged);
    assertThatThrownBy(enumerator::start)
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .isInstanceOf(IOException.class);
  }

  private static RestEnumeratorState chainState() {
    return new ChainEnumeratorState("the listing", true, Optional.empty(), List.of());
  }

  /** Identities of another kind say nothing: the anchor is set anew. */
  @Test
  void anotherRecordKeyIsNoDrift() throws Exception {
    start(ReadJob.source(server).build());
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(20);
    restore(ReadJob.source(server).setRecordKey("/email").build(), state);
    assertThat(ranges()).containsExactly("100-120");
  }

  @Test
  void anEndOfABoundedRunDoesNotBindAnUnboundedOne() throws Exception {
    start(ReadJob.source(server).setBounded().build());
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    for (RestSource<Identified> source : List.of(ReadJob.source(server).build(), limited(7))) {
      restore(source, state);
      assertThat(ranges()).containsExactly("100-150", "150-200", "200-250", "250-300");
      assertThat(hasEnded()).isFalse();
    }
  }

  @Test
  void nextToALimitThatTheListingDoesNotReachABoundedRunEnds() throws Exception {
    start(limited(400));
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    restore(ReadJob.source(server).setBounded().build(), state);
    assertThat(ranges()).containsExactly("100-150", "150-200", "200-250", "250-300");
    assertThat(hasEnded()).isTrue();
  }

  /** The total that the next poll would have corrected is not the end of a bounded run. */
  @Test
  void anUnboundedRunThatIsResumedAsABoundedOneConfirmsItsEnd() throws Exception {
    start(ReadJob.source(server).build());
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    server.behaviour().lagTotals(200, 1000);
    server
        .faults()
        .when(
            request -> request.offset() == 99 || request.offset() == 98, 2, new Fault.ShortPage(1));
    restore(ReadJob.source(server).setBounded().build(), state);
    assertThat(ranges()).containsExactly("100-150", "150-200", "200-250", "250-300");
    assertThat(hasEnded()).isTrue();
  }

  /** Nor is an offset at which a replica that lags shows no row. */
  @Test
  void norDoesOneLookTellTheEndOfABoundedRun() throws Exception {
    server.behaviour().totals(Totals.NONE);
    start(ReadJob.source(server).build());
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    server
        .faults()
        .when(request -> request.offset() == 99, 1, new Fault.ShortPage(1))
        .when(request -> request.offset() >= 100, 5, new Fault.EmptyArray());
    restore(ReadJob.source(server).setBounded().build(), state);
    assertThat(ranges()).containsExactly("100-150", "150-200", "200-250", "250-300");
    assertThat(hasEnded()).isTrue();
  }

  /** It says nothing about the API, and Flink knows what to do about it. */
  @Test
  void anErrorOfTheProcessIsNotWrapped() throws Exception {
    OutOfMemoryError error = new OutOfMemoryError("of the test");
    context =
        new TestingCoordinator<>(1) {
          @Override
          public <T> void callAsync(
              Callable<T> call, BiConsumer<T, Throwable> handler, long delay, long period) {
            handler.accept(null, error);
          }
        };
    enumerator = ReadJob.source(server).build().createEnumerator(context);
    assertThatThrownBy(enumerator::start).isSameAs(error);
  }

  /** It has handed out rows already, and may hand out more before it looks again. */
  @Test
  void aRestoredJobThatHadNoneGetsNone() throws Exception {
    start(ReadJob.source(server).build());
    assertThat(ranges()).containsExactly("0-50", "50-100");
    byte[] state = snapshot();
    server.grow(200);
    restore(limited(120), state);
    assertThat(ranges()).containsExactly("100-150", "150-200", "200-250", "250-300");
    assertThat(hasEnded()).isFalse();
  }

  @Test
  void aRestoreToBeforeTheFirstLookFindsIt() throws Exception {
    start(limited(80));
    restore(limited(80), snapshot());
    assertThat(ranges()).containsExactly("0-50", "50-80");
    assertThat(hasEnded()).isTrue();
  }

  @Test
  void noRowsAtAll() throws Exception {
    start(limited(0));
    assertThat(ranges()).isEmpty();
    assertThat(hasEnded()).isTrue();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> limited(-1))
        .withMessage("The limit is -1 rows, but it must be 0 or more.");
  }

  @Test
  void aLimitBeyondAllOffsetsIsNone() throws Exception {
    start(ReadJob.source(server).startAt(90).setLimit(Long.MAX_VALUE - 1).build());
    assertThat(ranges()).containsExactly("90-100");
    assertThat(hasEnded()).isFalse();
  }

  private RestSource<Identified> limited(long rows) {
    return ReadJob.source(server).setLimit(rows).build();
  }

  private void start(RestSource<Identified> source) throws Exception {
    context = new TestingCoordinator<>(1);
    enumerator = source.createEnumerator(context);
    run();
  }

  private void restore(RestSource<Identified> source, byte[] state) throws Exception {
    enumerator.close();
    context = new TestingCoordinator<>(1);
    enumerator =
        source.restoreEnumerator(context, serializer.deserialize(serializer.getVersion(), state));
    run();
  }

  private void run() {
    context.registerReader(0, "localhost");
    enumerator.start();
  }

  private byte[] snapshot() throws Exception {
    return serializer.serialize(enumerator.snapshotState(1));
  }

  /** What a reader was given that asks until it gets nothing. */
  private List<String> ranges() {
    context.triggerAllActions();
    int before;
    do {
      before = assigned().size();
      enumerator.handleSplitRequest(0, "localhost");
    } while (assigned().size() > before);
    return assigned();
  }

  private List<String> assigned() {
    SplitAssignmentState<RestSplit> reader = context.getSplitAssignments().get(0);
    return reader == null
        ? List.of()
        : reader.getAssignedSplits().stream().map(RestSplit::splitId).toList();
  }

  private boolean hasEnded() {
    SplitAssignmentState<RestSplit> reader = context.getSplitAssignments().get(0);
    return reader != null && reader.hasReceivedNoMoreSplitsSignal();
  }
}
