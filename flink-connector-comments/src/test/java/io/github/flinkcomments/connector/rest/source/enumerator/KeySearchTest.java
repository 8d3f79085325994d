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
package io.github.flinkcomments.connector.rest.source.enumerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.MalformedPageException;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How far a key reaches, by few requests. */
class KeySearchTest {

  private static final int PAGE = 10;

  private final ChainByKey chaining = new ChainByKey(List.of("after"), List.of("/id"), false, true);
  private long[] listed;
  private IntConsumer beforeRequest = number -> {};
  private long refusedFrom = Long.MAX_VALUE;
  private int requests;
  private long highest;

  @Test
  void endIsFoundByFewRequests() throws Exception {
    KeyFrontier frontier = search(LongStream.rangeClosed(1, 1_000_000).toArray(), 10_000);

    assertThat(frontier.firstKey()).isEqualTo(1);
    assertThat(frontier.nextKey()).isEqualTo(1);
    assertThat(frontier.lastKey()).isBetween(900_000L, 1_000_000L);
    assertThat(frontier.keysOfRange()).isBetween(5_000L, 10_000L);
    assertThat(requests).isLessThan(16);
  }

  @Test
  void gapsBetweenKeysMakeRangesWider() throws Exception {
    KeyFrontier frontier =
        search(LongStream.rangeClosed(1, 1_000).map(k -> k * 1000).toArray(), 100);

    assertThat(frontier.lastKey()).isBetween(900_000L, 1_000_000L);
    assertThat(frontier.keysOfRange()).isBetween(80_000L, 100_000L);
  }

  /** A range takes a request at least. */
  @Test
  void thereAreNotMoreThanAThousandRangesOrSo() throws Exception {
    long[] keys = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, Long.MAX_VALUE - 5, Long.MAX_VALUE};
    KeyFrontier frontier = search(keys, 10);

    assertThat(frontier.lastKey()).isEqualTo(Long.MAX_VALUE);
    assertThat(frontier.keysOfRange()).isEqualTo((Long.MAX_VALUE - 1) / 1000);
    assertThat(requests).isLessThan(80);
  }

  /** A column of 32 bits takes no higher key. */
  @Test
  void keysOf32BitsAreNotExceededWithoutNeed() throws Exception {
    KeyFrontier frontier = search(everyMillionth(1_500), 100);

    assertThat(frontier.lastKey()).isBetween(1_390_000_000L, 1_500_000_000L);
    assertThat(highest).isLessThanOrEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void keysBeyond32BitsAreFound() throws Exception {
    KeyFrontier frontier = search(everyMillionth(9_000), 100);

    assertThat(frontier.lastKey()).isBetween(8_000_000_000L, 9_000_000_000L);
  }

  /** Some servers answer that with status 500. */
  @Test
  void keysThatTheServerCannotTakeAreMissing() throws Exception {
    refusedFrom = 3_000;
    KeyFrontier frontier = search(LongStream.rangeClosed(1, 2_900).toArray(), 100);

    assertThat(frontier.lastKey()).isBetween(2_600L, 2_900L);
  }

  @Test
  void outageIsNotTakenForTheEnd() {
    refusedFrom = 1;

    assertThatThrownBy(() -> search(LongStream.rangeClosed(1, 2_900).toArray(), 100))
        .isInstanceOf(IOException.class)
        .hasMessage("status 500");
  }

  /** Records come between two requests, behind a key that nothing was behind before. */
  @Test
  void growthDuringTheSearchDoesNotLeadFarAway() throws Exception {
    beforeRequest =
        number -> {
          if (number == 5) {
            listed = LongStream.rangeClosed(1, 60).toArray();
          }
        };
    KeyFrontier frontier = search(LongStream.rangeClosed(1, 33).toArray(), 3);

    assertThat(frontier.lastKey()).isEqualTo(48);
    assertThat(highest).isEqualTo(45 - 1);
  }

  @Test
  void listingWithoutRecordsIsNotDivided() throws Exception {
    assertThat(new KeySearch(chaining, page -> facts(new long[0]), 10).frontier()).isEmpty();
  }

  @Test
  void keysThatAreNoIntegersAreTold() {
    PageFacts text =
        new PageFacts(
            URI.create("http://api/"),
            Map.of(),
            Map.of(),
            OptionalLong.empty(),
            List.of("a"),
            List.of(List.of("a")),
            false);
    assertThatThrownBy(() -> new KeySearch(chaining, page -> text, 10).frontier())
        .isInstanceOf(MalformedPageException.class)
        .hasMessage(
            "The record at '/id' has the key 'a', but ranges of keys need integers of 64 bits; leave 'pagination.key-ranges' out.");
  }

  private static long[] everyMillionth(int keys) {
    return LongStream.rangeClosed(1, keys).map(key -> key * 1_000_000).toArray();
  }

  private KeyFrontier search(long[] keys, long recordsOfRange) throws Exception {
    listed = keys;
    Optional<Frontier> found = new KeySearch(chaining, this::answer, recordsOfRange).frontier();
    return (KeyFrontier) found.orElseThrow();
  }

  private PageFacts answer(PageAddress page) throws IOException {
    beforeRequest.accept(++requests);
    long after =
        page instanceof PageAddress.AfterKey key
            ? Long.parseLong(key.key().get(0))
            : Long.MIN_VALUE;
    highest = Math.max(highest, after);
    if (after >= refusedFrom) {
      throw new IOException("status 500");
    }
    return facts(LongStream.of(listed).filter(key -> key > after).limit(PAGE).toArray());
  }

  private static PageFacts facts(long[] keys) {
    List<String> ids = LongStream.of(keys).mapToObj(Long::toString).toList();
    return new PageFacts(
        URI.create("http://api/"),
        Map.of(),
        Map.of(),
        OptionalLong.empty(),
        ids,
        ids.stream().map(List::of).toList(),
        false);
  }
}
