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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.http.HttpObserver;
import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.PageFormat;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.record.RecordIdentity;
import io.github.flinkcomments.connector.rest.request.RequestTemplate;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.connector.testutils.source.reader.TestingReaderOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real reader of chains, its fetcher and its client, without Flink around them. */
@Timeout(60)
class ChainSourceReaderTest {

  /** All that is read of a comment. */
  public record Identified(int id) {}

  private static final int PAGE = 10;
  private static final ChainByPageNumber PAGES = new ChainByPageNumber("_page", 1);

  private final CommentsServer server = CommentsServer.builder().comments(30).start();
  private final TestingReaderContext context = new TestingReaderContext();
  private final TestingReaderOutput<Identified> output = new TestingReaderOutput<>();
  private Chaining chaining = PAGES;
  private ChainSourceReader<Identified> reader;

  @AfterEach
  void stop() throws Exception {
    reader.close();
    server.close();
  }

  /** A load balancer has lost its servers when a job goes on from its state. */
  @Test
  void refusalOfAPageThatWasReadBeforeIsOutlasted() throws Exception {
    server.faults().when(request -> true, 2, Fault.Status.of(404));
    start(chain(new ChainPosition(new PageAddress.Numbered(2), 3, Optional.of("13"), PAGE)));
    while (poll() != InputStatus.END_OF_INPUT) {
      // Goes on.
    }
    assertThat(output.getEmittedRecords())
        .extracting(Identified::id)
        .isEqualTo(IntStream.rangeClosed(14, 30).boxed().toList());
  }

  /** Whoever has misspelt a path wants to know it at once. */
  @Test
  void refusalOfTheFirstPageOfAllIsToldAtOnce() throws Exception {
    server.faults().when(request -> true, 2, Fault.Status.of(404));
    start(chain(ChainPosition.before(PAGES.first(), 0)));
    assertThatThrownBy(
            () -> {
              while (poll() != InputStatus.END_OF_INPUT) {
                // Goes on.
              }
            })
        .hasRootCauseInstanceOf(Exception.class)
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasStackTraceContaining(SuppressRestartsException.class.getName()));
    assertThat(server.requests().all()).hasSize(1);
  }

  /** A hash is no key: comparing them would look like drift. */
  @Test
  void anIdentityOfAnotherKindIsNotCompared() throws Exception {
    ChainPosition position =
        new ChainPosition(new PageAddress.Numbered(2), 3, Optional.of("81c21f"), PAGE);
    start(
        new ChainSplit(
            "listing", Map.of(), position, Optional.of("content"), OptionalLong.empty()));
    while (poll() != InputStatus.END_OF_INPUT) {
      // Goes on.
    }
    assertThat(output.getEmittedRecords())
        .extracting(Identified::id)
        .isEqualTo(IntStream.rangeClosed(14, 30).boxed().toList());
  }

  @Test
  void identitiesOfAnotherKindThatAreNeededAreRefused() {
    chaining = new ChainByKey(List.of("from"), List.of("/id"), true);
    PageAddress page = new PageAddress.AfterKey(List.of("13"), List.of("81c21f"));
    ChainSplit split =
        new ChainSplit(
            "listing",
            Map.of(),
            new ChainPosition(page, 0, Optional.empty(), 13),
            Optional.of("content"),
            OptionalLong.empty());

    assertThatThrownBy(() -> start(split))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("'record.key-pointer' was changed");
  }

  private void start(ChainSplit chain) {
    Listing<Identified> listing =
        new Listing<>(
            "the listing",
            server.url(),
            RequestTemplate.get(server.url()),
            new ChainedPagination(
                chaining,
                EndRule.of(EndCondition.TOTAL),
                new TotalLocation.Header("X-Total-Count"),
                "_limit",
                PAGE,
                true,
                false),
            PageFormat.of(PojoRecordFormat.of(Identified.class))
                .withIdentity(new RecordIdentity.Key("/id")),
            HttpOptions.DEFAULT);
    reader =
        ChainSourceReader.create(
            context,
            new ReaderOptions(3, ReaderOptions.PAGE_SIZE, ReaderOptions.NO_LIMIT, DriftCheck.FAIL),
            new ChainOptions(true, Duration.ofHours(1), Duration.ofHours(1), Long.MAX_VALUE),
            listing.open(new HttpObserver() {}),
            InFlightLevel.fixed(3),
            DeadLetters.none());
    reader.start();
    reader.addSplits(List.of(chain));
    reader.notifyNoMoreSplits();
  }

  private static ChainSplit chain(ChainPosition position) {
    return new ChainSplit(
        "listing", Map.of(), position, Optional.of("key /id"), OptionalLong.empty());
  }

  private InputStatus poll() throws Exception {
    InputStatus status = reader.pollNext(output);
    if (status == InputStatus.NOTHING_AVAILABLE) {
      reader.isAvailable().get();
    }
    return status;
  }
}
