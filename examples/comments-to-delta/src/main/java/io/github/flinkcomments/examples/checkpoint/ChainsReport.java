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
package io.github.flinkcomments.examples.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkcomments.connector.rest.source.enumerator.ChainEnumeratorState;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A source that reads page after page.
 *
 * @param current how many records from the beginning of the listing were read without a gap; empty
 *     if no chain is left, or some are ranges of keys
 * @param openChains what is being read, by position
 */
record ChainsReport(
    String source, String listing, OptionalLong current, List<ChainSplit> openChains)
    implements SourceReport {

  static ChainsReport of(String source, ChainEnumeratorState enumerator, List<ChainSplit> chains) {
    // A range of keys does not know how many records come before it.
    OptionalLong lowest =
        chains.stream().allMatch(ChainSplit::counted)
            ? chains.stream().mapToLong(chain -> chain.position().records()).min()
            : OptionalLong.empty();
    return new ChainsReport(
        source,
        enumerator.fingerprint(),
        lowest.isPresent() || enumerator.begun() ? lowest : OptionalLong.of(0),
        chains.stream()
            .sorted(Comparator.comparingLong(chain -> chain.position().records()))
            .toList());
  }

  @Override
  public void addTo(ObjectNode json) {
    current.ifPresent(records -> json.put("current", records));
    ArrayNode chains = json.putArray("openChains");
    openChains.forEach(
        chain ->
            chains
                .addObject()
                .put("chain", chain.name())
                .put("position", chain.position().records())
                .put("page", chain.position().page().describe()));
    json.put("listing", listing);
  }
}
