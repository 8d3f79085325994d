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

import io.github.flinkcomments.connector.rest.pagination.KeySequence;
import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells, once, that a listing has its highest keys first. A walk reads all of it, but what is added
 * comes before the first page, to which it never returns.
 */
final class KeyOrder {

  private static final Logger LOG = LoggerFactory.getLogger(KeyOrder.class);

  private static final int NUMBERS_THAT_TELL = 2;

  /** Texts may be sorted by rules of a language, so that two of them fall by chance. */
  private static final int TEXTS_THAT_TELL = 3;

  private final String listing;
  private boolean known;

  KeyOrder(String listing) {
    this.listing = listing;
  }

  /** Compares the keys of a page, unless earlier ones have shown the order. */
  void check(ChainPage place) {
    if (known) {
      return;
    }
    List<String> different = new ArrayList<>();
    if (place.address() instanceof PageAddress.AfterKey after) {
      different.add(after.key().get(0));
    }
    for (List<String> key : place.facts().keys()) {
      if (different.isEmpty() || !key.get(0).equals(different.get(different.size() - 1))) {
        different.add(key.get(0));
      }
    }
    KeySequence keys = new KeySequence(different);
    known = different.size() >= (keys.isOfNumbers() ? NUMBERS_THAT_TELL : TEXTS_THAT_TELL);
    if (known && keys.falls()) {
      LOG.warn(
          "The listing {} has its highest keys first ({} before {}): records that are added with"
              + " higher keys are not read. Request ascending keys, for example by a parameter"
              + " 'request.query.NAME', or read the listing in bounded mode"
              + " ('scan.bounded.mode' = 'latest').",
          listing,
          different.get(0),
          different.get(different.size() - 1));
    }
  }
}
