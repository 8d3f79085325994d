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

import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.ChainedPagination;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.EndCondition;
import io.github.flinkcomments.connector.rest.pagination.EndRule;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.pagination.TotalLocation;
import io.github.flinkcomments.connector.rest.record.Page;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chains of two pages of two records, the first of which is named a0. */
@Timeout(60)
class ChainSplitReaderTest {

  private static final int PAGE = 2;
  private static final Duration POLL_INTERVAL = Duration.ofHours(1);
  private static final Chaining PAGES = new ChainByPageNumber("page", 0);

  private final List<String> asked = new ArrayList<>();
  private final List<String> finished = new ArrayList<>();
  private final Map<String, CompletableFuture<AnsweredPage<String>>> held = new HashMap<>();
  private long nanoTime = System.nanoTime();
  private int maxInFlight = 3;
  private EndCondition end = EndCondition.EMPTY_PAGE;
  private int lastPage = 2;
  private int emptyPages;
  private ChainSplitReader<String> reader = reader(true, this::answer);

  private ChainSplitReader<String> reader(boolean bounded, ChainSender<String> sender) {
    return new ChainSplitReader<>(
        "the listing",
        new ChainedPagination(
            PAGES, EndRule.of(end), new TotalLocation.Unknown(), "size", PAGE, true, false),
        sender,
        InFlightLevel.fixed(maxInFlight),
        new ReaderOptions(3, ReaderOptions.PAGE_SIZE, ReaderOptions.NO_LIMIT, DriftCheck.FAIL),
        new ChainOptions(bounded, POLL_INTERVAL, POLL_INTERVAL, Long.MAX_VALUE),
        CheckpointQuota.shareOf(ReaderOptions.NO_LIMIT, 0, 1),
        new AtomicLong(),
        // A pause is over when it is looked at next.
        () -> nanoTime += Duration.ofSeconds(1).toNanos());
  }

  @Test
  void chainsAreReadInTurn() throws IOException {
    add("a", "b");
    assertThat(readUntilFinished(2))
        .containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3");
  }

  @Test
  void aChainThatIsPausedIsNeitherAskedForNorDelivered() throws IOException {
    add("a", "b");
    reader.pauseOrResumeSplits(List.of(chain("a")), List.of());
    assertThat(readUntilFinished(1)).containsExactly("b0", "b1", "b2", "b3");
    assertThat(asked).noneMatch(page -> page.startsWith("a"));

    reader.wakeUp();
    assertThat(recordsOf(reader.fetch())).isEmpty();

    reader.pauseOrResumeSplits(List.of(), List.of(chain("a")));
    assertThat(readUntilFinished(2)).containsExactly("a0", "a1", "a2", "a3");
  }

  @Test
  void anAnswerThatComesWhileItsChainIsPausedIsKept() throws IOException {
    add("a", "b");
    List<String> read = new ArrayList<>(recordsOf(reader.fetch()));
    reader.pauseOrResumeSplits(List.of(chain("b")), List.of());
    read.addAll(readUntilFinished(1));
    reader.pauseOrResumeSplits(List.of(), List.of(chain("b")));
    read.addAll(readUntilFinished(2));
    assertThat(read).containsExactly("a0", "a1", "a2", "a3", "b0", "b1", "b2", "b3");
  }

  /** Both were answered before the first was looked at, and no further answer comes before. */
  @Test
  void thePageBehindAnEmptyOneIsNotWaitedFor() throws IOException {
    maxInFlight = 2;
    emptyPages = 2;
    lastPage = 3;
    end = EndCondition.RULE;
    reader =
        reader(
            true,
            (page, slice, mayLiePastTheEnd) -> {
              if (page.equals(new PageAddress.Numbered(4))) {
                answerHeld("a3");
              }
              return hold(page, slice, mayLiePastTheEnd);
            });
    add("a");
    readWhatIsThere();
    answerHeld("a0");
    assertThat(recordsOf(reader.fetch())).containsExactly("a0", "a1");
    readWhatIsThere();

    answerHeld("a1");
    answerHeld("a2");
    assertThat(readUntilFinished(1)).isEmpty();
  }

  /** It waits for the others to get on. */
  @Test
  void aPausedChainDoesNotKeepOthersFromAsking() throws IOException {
    maxInFlight = 1;
    reader = reader(true, this::hold);
    add("a", "b");
    readWhatIsThere();
    assertThat(held.keySet()).containsExactly("a0");

    answerHeld("a0");
    reader.pauseOrResumeSplits(List.of(chain("a")), List.of());
    readWhatIsThere();
    assertThat(held.keySet()).containsExactly("b0");
  }

  /** A poll without news must not keep the reader from a page that came at the same time. */
  @Test
  void anAnswerWithoutRecordsDoesNotHoldUpAnotherChain() throws IOException {
    reader = reader(false, this::hold);
    add("a");
    readWhatIsThere();
    while (!held.isEmpty()) {
      List.copyOf(held.keySet()).forEach(this::answerHeld);
      readWhatIsThere();
    }
    add("b");
    nanoTime += POLL_INTERVAL.toNanos();
    readWhatIsThere();
    assertThat(held.keySet()).anyMatch(page -> page.startsWith("a")).contains("b0");

    List.copyOf(held.keySet()).forEach(this::answerHeld);
    assertThat(recordsOf(reader.fetch())).containsExactly("b0", "b1");
  }

  private void readWhatIsThere() throws IOException {
    reader.wakeUp();
    boolean more = true;
    while (more) {
      RecordsWithSplitIds<ChainRecord<String>> batch = reader.fetch();
      more = batch.nextSplit() != null;
    }
  }

  private CompletableFuture<AnsweredPage<String>> hold(
      PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd) {
    CompletableFuture<AnsweredPage<String>> answer = new CompletableFuture<>();
    held.put(slice.get("chain") + ((PageAddress.Numbered) page).page(), answer);
    return answer;
  }

  private void answerHeld(String page) {
    long number = Long.parseLong(page.substring(1));
    held.remove(page)
        .complete(
            answer(new PageAddress.Numbered(number), Map.of("chain", page.substring(0, 1)), false)
                .join());
  }

  private void add(String... names) {
    for (String name : names) {
      reader.handleSplitsChanges(new SplitsAddition<>(List.of(chain(name))));
    }
  }

  private static ChainSplit chain(String name) {
    return new ChainSplit(
        name,
        Map.of("chain", name),
        ChainPosition.before(PAGES.first(), 0),
        Optional.empty(),
        OptionalLong.empty());
  }

  private List<String> readUntilFinished(int chains) throws IOException {
    List<String> records = new ArrayList<>();
    while (finished.size() < chains) {
      records.addAll(recordsOf(reader.fetch()));
    }
    return records;
  }

  private List<String> recordsOf(RecordsWithSplitIds<ChainRecord<String>> batch) {
    List<String> records = new ArrayList<>();
    while (batch.nextSplit() != null) {
      for (ChainRecord<String> next = batch.nextRecordFromSplit();
          next != null;
          next = batch.nextRecordFromSplit()) {
        if (!next.isCaughtUp() && !next.isOmitted()) {
          records.add(next.record());
        }
      }
    }
    finished.addAll(batch.finishedSplits());
    return records;
  }

  private CompletableFuture<AnsweredPage<String>> answer(
      PageAddress page, Map<String, String> slice, boolean mayLiePastTheEnd) {
    long number = ((PageAddress.Numbered) page).page();
    String chain = slice.get("chain");
    asked.add(chain + number);
    boolean empty = number >= lastPage || (number > 0 && number <= emptyPages);
    List<String> ids =
        IntStream.range(0, empty ? 0 : PAGE).mapToObj(i -> chain + (number * PAGE + i)).toList();
    List<List<String>> keys = ids.stream().map(List::of).toList();
    PageFacts facts =
        new PageFacts(
            URI.create("http://api/"),
            Map.of(),
            Map.of(),
            OptionalLong.empty(),
            ids,
            keys,
            number >= lastPage && end == EndCondition.RULE);
    return CompletableFuture.completedFuture(
        new AnsweredPage<>(
            new Page<>(
                ids,
                ids,
                List.of(),
                keys,
                new TreeMap<>(),
                Map.of(),
                OptionalLong.empty(),
                Map.of(),
                0),
            facts,
            false,
            0));
  }
}
