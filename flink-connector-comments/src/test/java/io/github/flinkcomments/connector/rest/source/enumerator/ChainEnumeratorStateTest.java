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

/** The bytes of the state of chains, and the pages that it stands for. */
class ChainEnumeratorStateTest {

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
    String frozen =
        "02" // chains
            + "00000001"
            + "6c" // fingerprint
            + "01" // begun
            + "01"
            + "0000000000000001"
            + "0000000000000004"
            + "0000000000000009"
            + "0000000000000007" // frontier
            + "00000001"
            + "00000001" // version and number of chains
            + "00000001"
            + "73"
            + "00000000"
            + "00"
            + "00000000"
            + "00"
            + "0000000000000000"
            + "00"
            + "00";

    assertThat(HexFormat.of().formatHex(serializer.serialize(state))).isEqualTo(frozen);
    assertThat(serializer.deserialize(3, HexFormat.of().parseHex(frozen))).isEqualTo(state);
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
    Optional<PageFrontier> frontier = Optional.of(PageFrontier.of(1, 10, 7));
    while (frontier.isPresent()) {
      ChainSplit split = frontier.get().next(28, "key /id");
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
  void listingOfOnePageIsOneOpenChain() {
    PageFrontier frontier = PageFrontier.of(0, 1, 7);

    assertThat(frontier.next(1, "content").endPage()).isEmpty();
    assertThat(frontier.rest(1)).isEmpty();
    assertThat(PageFrontier.of(0, 0, 0).rest(1)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> new PageFrontier(2, 1, 3, 1));
  }
}
