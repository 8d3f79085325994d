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
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.ChainByPageNumber;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.split.ChainPosition;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of the state of chains, and the pages that it stands for. */
class ChainEnumeratorStateTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final String ZERO = "0000000000000000";
  private static final Chaining PAGES = new ChainByPageNumber("page", 1);
  private static final Chaining KEYS =
      new ChainByKey(List.of("after"), List.of("/id"), false, true);

  private final RestEnumeratorStateSerializer serializer = new RestEnumeratorStateSerializer();

  @Test
  void bytesAreFrozen() throws IOException {
    ChainEnumeratorState state =
        new ChainEnumeratorState(
            "l",
            true,
            Optional.of(new PageFrontier(1, 4, 9, 7)),
            List.of(
                new ChainSplit(
                    "s",
                    Map.of(),
                    ChainPosition.before(new PageAddress.First(), 0),
                    Optional.empty(),
                    OptionalLong.empty())));
    String before =
        "02" // chains
            + "00000001"
            + "6c" // fingerprint
            + "01" // begun
            + "01"
            + "0000000000000001"
            + "0000000000000004"
            + "0000000000000009"
            + "0000000000000007"; // frontier of pages
    String chain = "00000001" + "73" + "00000000" + "00" + "00000000" + "00" + ZERO + "00" + "00";
    String version3 = before + "00000001" + "00000001" + chain;
    // Version and number of chains; a last key, and whether records were counted, are new.
    String version4 = before + "00000002" + "00000001" + chain + "00" + "01";

    assertThat(HEX.formatHex(serializer.serialize(state))).isEqualTo(version4);
    assertThat(serializer.deserialize(4, HEX.parseHex(version4))).isEqualTo(state);
    assertThat(serializer.deserialize(3, HEX.parseHex(version3))).isEqualTo(state);
  }

  @Test
  void bytesOfAFrontierOfKeysAreFrozen() throws IOException {
    ChainEnumeratorState state =
        new ChainEnumeratorState("l", true, Optional.of(new KeyFrontier(-1, 4, 9, 7)), List.of());
    String frozen =
        "02"
            + "00000001"
            + "6c"
            + "01"
            + "02" // frontier of keys
            + "ffffffffffffffff"
            + "0000000000000004"
            + "0000000000000009"
            + "0000000000000007"
            + "00000002"
            + "00000000";

    assertThat(HEX.formatHex(serializer.serialize(state))).isEqualTo(frozen);
    assertThat(serializer.deserialize(4, HEX.parseHex(frozen))).isEqualTo(state);
    assertThatThrownBy(() -> serializer.deserialize(4, HEX.parseHex("0200000000" + "01" + "09")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unknown kind of frontier: 9");
  }

  @Test
  void unknownKindIsRefused() {
    assertThatThrownBy(() -> serializer.deserialize(3, new byte[] {9}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Unknown kind of enumerator: 9");
  }

  @Test
  void rangesCoverThePagesBelowTheLastOnceAndTheLastStaysOpen() {
    List<String> pages = new ArrayList<>();
    Optional<Frontier> frontier = Optional.of(PageFrontier.of(1, 10, 7));
    while (frontier.isPresent()) {
      ChainSplit split = frontier.get().next(PAGES, 28, "key /id");
      frontier = frontier.get().rest(28);
      pages.add(
          "%s to %s, after %d"
              .formatted(
                  split.position().page().describe(),
                  split.endPage().isPresent() ? split.endPage().getAsLong() : "the end",
                  split.position().records()));
    }

    assertThat(pages)
        .containsExactly(
            "page 1 to 5, after 0",
            "page 5 to 9, after 28",
            "page 9 to 10, after 56",
            "page 10 to the end, after 63");
  }

  @Test
  void rangesOfKeysCoverAllKeysOnceAndTheLastStaysOpen() {
    List<String> keys = new ArrayList<>();
    Optional<Frontier> frontier = Optional.of(new KeyFrontier(5, 5, 25, 10));
    while (frontier.isPresent()) {
      ChainSplit split = frontier.get().next(KEYS, 100, "key /id");
      frontier = frontier.get().rest(100);
      keys.add(
          "%s: %s to %s"
              .formatted(
                  split.name(),
                  split.position().page().describe(),
                  split.lastKey().isPresent() ? split.lastKey().getAsLong() : "the end"));
    }

    assertThat(keys)
        .containsExactly(
            "keys from 5: the first page to 14",
            "keys from 15: the page after key 14 to 24",
            "listing: the page after key 24 to the end");
  }

  /** Where no record was seen behind a range, nothing would show that it was read. */
  @Test
  void rangeThatReachesTheLastKeyIsTheOpenChain() {
    KeyFrontier frontier = new KeyFrontier(1, 1, 10, 10);

    assertThat(frontier.next(KEYS, 1, "content").lastKey()).isEmpty();
    assertThat(frontier.rest(1)).isEmpty();
    assertThat(new KeyFrontier(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, 1).rest(1))
        .isPresent();
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyFrontier(2, 1, 3, 1));
  }

  /** Pages that others have read may lack hidden records. */
  @Test
  void onlyARangeFromTheFirstPageOnHasCountedItsRecords() {
    assertThat(PageFrontier.of(1, 1, 7).next(PAGES, 28, "key /id").counted()).isTrue();
    assertThat(new PageFrontier(1, 2, 2, 7).next(PAGES, 28, "key /id").counted()).isFalse();
    assertThat(new KeyFrontier(1, 1, 10, 10).next(KEYS, 28, "key /id").counted()).isTrue();
  }

  @Test
  void rangeHasOnePageAtLeast() {
    PageFrontier frontier = PageFrontier.of(1, 3, 100);
    assertThat(frontier.next(PAGES, 99, "key /id").endPage()).hasValue(2);
    assertThat(frontier.rest(99)).contains(new PageFrontier(1, 2, 3, 100));
    assertThat(frontier.next(PAGES, 100, "key /id").endPage()).hasValue(2);
    assertThat(frontier.next(PAGES, 200, "key /id").endPage()).hasValue(3);
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 3, 1", "2, 1, 3, 1", "1, 3, 2, 1", "1, 1, 3, 0"})
  void pagesOutOfOrderAreNoFrontier(long first, long next, long last, long records) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PageFrontier(first, next, last, records));
  }

  @ParameterizedTest
  @CsvSource({"2, 1, 3, 1", "1, 3, 2, 1", "1, 1, 3, 0"})
  void keysOutOfOrderAreNoFrontier(long first, long next, long last, long keys) {
    assertThatIllegalArgumentException().isThrownBy(() -> new KeyFrontier(first, next, last, keys));
  }

  @Test
  void listingOfOnePageIsOneOpenChain() {
    PageFrontier frontier = PageFrontier.of(0, 1, 7);

    assertThat(frontier.next(PAGES, 1, "content").endPage()).isEmpty();
    assertThat(frontier.rest(1)).isEmpty();
    assertThat(PageFrontier.of(0, 0, 0).rest(1)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PageFrontier(2, 1, 3, 1));
  }
}
