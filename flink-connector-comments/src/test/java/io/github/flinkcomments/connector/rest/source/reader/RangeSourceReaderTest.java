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
package io.github.flinkcomments.connector.rest.source.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.event.HeldSplits;
import io.github.flinkcomments.connector.rest.source.event.RangeReport;
import io.github.flinkcomments.connector.rest.source.event.SplitCaughtUp;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Hold;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real reader, its fetcher and its client, in the hands of a test instead of Flink. */
@Timeout(60)
class RangeSourceReaderTest {

  /** All that is read of a comment. */
  public record Identified(int id) {}

  private final CommentsServer server = CommentsServer.builder().comments(500).start();
  private final TestingReaderContext context = new TestingReaderContext();
  private final TestingReaderOutput<Identified> output = new ReaderWide();
  private long maxRecordsPerCheckpoint = ReaderOptions.NO_LIMIT;
  private RangeSourceReader<Identified> reader;

  /** An output that no range may have one of its own of. */
  private static final class ReaderWide extends TestingReaderOutput<Identified> {
    @Override
    public SourceOutput<Identified> createOutputForSplit(String splitId) {
      throw new AssertionError("An output for " + splitId);
    }

    @Override
    public void releaseOutputForSplit(String splitId) {}
  }

  @AfterEach
  void stop() throws Exception {
    if (reader != null) {
      reader.close();
    }
    server.close();
  }

  @Test
  void asksForARangeMoreThanItReads() throws Exception {
    create();
    reader.start();
    assertThat(context.getNumSplitRequests()).isEqualTo(1);
    assertThat(context.getSentEvents()).containsExactly(HeldSplits.of(Set.of()));
    reader.addSplits(List.of(RangeSplit.of(0, 60)));
    assertThat(context.getNumSplitRequests()).isEqualTo(2);
    reader.addSplits(List.of(RangeSplit.of(60, 90)));
    assertThat(context.getNumSplitRequests()).isEqualTo(2);
    pollUntil(60);
    pollUntilEvents(3);
    assertThat(context.getNumSplitRequests()).isEqualTo(3);
  }

  @Test
  void asksForNoneBeforeItIsStarted() throws Exception {
    create();
    reader.addSplits(List.of(RangeSplit.of(0, 60)));
    assertThat(context.getNumSplitRequests()).isZero();
    reader.start();
    assertThat(context.getNumSplitRequests()).isEqualTo(1);
    assertThat(context.getSentEvents()).containsExactly(HeldSplits.of(Set.of("0-60")));
  }

  @Test
  void endsWhenThereIsNoMore() throws Exception {
    create();
    reader.start();
    reader.addSplits(List.of(RangeSplit.of(100, 160)));
    reader.notifyNoMoreSplits();
    pollToTheEnd();
    assertThat(ids()).isEqualTo(ids(101, 160));
    assertThat(context.getSentEvents())
        .contains(new RangeReport(100, 160, "100", "160"), new SplitCaughtUp("100-160"));
    assertThat(context.getNumSplitRequests()).isEqualTo(2);
  }

  /** What is fetched and not emitted is not in the state. */
  @Test
  void itsStateIsTheEmittedPosition() throws Exception {
    create();
    reader.start();
    reader.addSplits(List.of(RangeSplit.of(0, 60), RangeSplit.of(60, 90)));
    pollUntil(33);
    List<RangeSplit> state = reader.snapshotState(1);
    assertThat(state)
        .containsExactlyInAnyOrder(
            new RangeSplit(0, 60, 33, Optional.of("33"), Optional.of("key /id")),
            new RangeSplit(60, 90, 60, Optional.empty(), Optional.of("key /id")));

    reader.close();
    create();
    reader.addSplits(state);
    reader.start();
    reader.notifyNoMoreSplits();
    pollToTheEnd();
    assertThat(ids()).isEqualTo(ids(1, 90));
  }

  @Test
  void waitsForACheckpointWhereTheQuotaIsUsedUp() throws Exception {
    maxRecordsPerCheckpoint = 10;
    create();
    reader.start();
    reader.addSplits(List.of(RangeSplit.of(0, 25)));
    reader.notifyNoMoreSplits();
    for (int checkpoint = 1; checkpoint <= 2; checkpoint++) {
      pollUntil(10 * checkpoint);
      assertThat(reader.pollNext(output)).isNotEqualTo(InputStatus.END_OF_INPUT);
      assertThat(output.getEmittedRecords()).hasSize(10 * checkpoint);
      reader.snapshotState(checkpoint);
      reader.notifyCheckpointComplete(checkpoint);
    }
    pollToTheEnd();
    assertThat(ids()).isEqualTo(ids(1, 25));
  }

  @Test
  void holdsOneRangeWhereRecordsAreRationedToOne() throws Exception {
    maxRecordsPerCheckpoint = 1;
    create();
    reader.start();
    reader.addSplits(List.of(RangeSplit.of(0, 60)));
    assertThat(context.getNumSplitRequests()).isEqualTo(1);
  }

  @Test
  void closesWhileTheApiIsSilent() throws Exception {
    try (Hold hold = server.hold(request -> true)) {
      create();
      reader.start();
      reader.addSplits(List.of(RangeSplit.of(0, 60)));
      hold.awaitHeld(1, Duration.ofSeconds(30));
      assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
      reader.close();
      reader = null;
    }
  }

  private void create() {
    Listing<Identified> listing =
        new Listing<>(
            "the listing",
            server.url(),
            RequestTemplate.get(server.url()),
            new OffsetPagination("_start", "_limit", 20, new TotalLocation.Header("X-Total-Count")),
            PageFormat.of(PojoRecordFormat.of(Identified.class))
                .withIdentity(new RecordIdentity.Key("/id")),
            HttpOptions.DEFAULT);
    reader =
        RangeSourceReader.create(
            context,
            new ReaderOptions(3, ReaderOptions.PAGE_SIZE, maxRecordsPerCheckpoint, DriftCheck.FAIL),
            listing.open(new HttpObserver() {}),
            InFlightLevel.fixed(3),
            DeadLetters.none());
  }

  private void pollUntil(int records) throws Exception {
    while (output.getEmittedRecords().size() < records) {
      poll();
    }
  }

  private void pollUntilEvents(int events) throws Exception {
    while (context.getSentEvents().size() < events) {
      poll();
    }
  }

  private void pollToTheEnd() throws Exception {
    while (poll() != InputStatus.END_OF_INPUT) {
      // Goes on.
    }
  }

  private InputStatus poll() throws Exception {
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get();
    }
    return status;
  }

  private List<Integer> ids() {
    return output.getEmittedRecords().stream().map(Identified::id).toList();
  }

  private static List<Integer> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).boxed().toList();
  }
}
