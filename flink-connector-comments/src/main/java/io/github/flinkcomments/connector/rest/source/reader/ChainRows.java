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

import io.github.flinkcomments.connector.rest.source.listing.AnsweredPage;
import io.github.flinkcomments.connector.rest.source.split.ChainPage;
import java.util.BitSet;

/**
 * Records of an accepted page that are to be delivered.
 *
 * @param place the page, as far as positions in it are concerned
 * @param answer its records
 * @param from index in the page of the first record to deliver
 * @param until index after the last
 * @param omitted indexes between the two of records that were emitted before
 */
record ChainRows<T>(ChainPage place, AnsweredPage<T> answer, int from, int until, BitSet omitted) {

  boolean isEmpty() {
    return from >= until;
  }

  int size() {
    return until - from;
  }

  ChainRows<T> first(int rows) {
    return new ChainRows<>(place, answer, from, from + rows, omitted);
  }

  ChainRows<T> withoutFirst(int rows) {
    return new ChainRows<>(place, answer, from + rows, until, omitted);
  }
}
