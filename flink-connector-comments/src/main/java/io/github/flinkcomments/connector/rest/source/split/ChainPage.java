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
package io.github.flinkcomments.connector.rest.source.split;

import io.github.flinkcomments.connector.rest.pagination.ChainByKey;
import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import java.util.BitSet;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * A page of a chain that was read, as far as positions within it are concerned.
 *
 * @param chaining how the chain is walked
 * @param address what asks for the page again
 * @param facts what the answer said
 * @param recordsBefore records on the pages before it
 */
@Internal
public record ChainPage(
    Chaining chaining, PageAddress address, PageFacts facts, long recordsBefore) {

  /** The position after the record at an index: by its key where there is one. */
  public ChainPosition positionAfter(int index) {
    return chaining instanceof ChainByKey byKey
        ? ChainPosition.before(
            byKey.after(address, facts, index),
            recordsBefore + index + 1 - repeated().get(0, index + 1).cardinality())
        : new ChainPosition(
            address, index + 1, Optional.of(facts.identities().get(index)), recordsBefore);
  }

  /** Where the records of the key itself come once more: the indexes of those that were emitted. */
  public BitSet repeated() {
    BitSet repeated = new BitSet();
    if (address instanceof PageAddress.AfterKey after && !after.seen().isEmpty()) {
      for (int i = 0; i < facts.records(); i++) {
        repeated.set(
            i,
            facts.keys().get(i).equals(after.key())
                && after.seen().contains(facts.identities().get(i)));
      }
    }
    return repeated;
  }
}
