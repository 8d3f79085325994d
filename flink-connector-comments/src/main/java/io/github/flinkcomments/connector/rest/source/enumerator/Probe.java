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

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads rows of a listing that may not exist. */
interface Probe {

  /**
   * Asks once, and blocks until the answer is there.
   *
   * @param offset of the first row
   * @param rows how many to ask for; the server may give fewer or more
   */
  Answer at(long offset, int rows) throws IOException, InterruptedException;

  /** Waits between two probes at the same row. */
  interface Spacing {
    /** Blocks for a while. */
    void await() throws InterruptedException;
  }

  /**
   * A row as it was seen.
   *
   * @param identity by what it is known again
   * @param content digest of all of it, where the identity is not such a digest itself
   */
  record Row(String identity, Optional<String> content) {}

  /**
   * What one request says.
   *
   * @param rows the rows from the offset on; none if there is no such row
   * @param total rows of the whole listing, if told
   */
  record Answer(List<Row> rows, OptionalLong total) {

    /** Copies the list. */
    public Answer {
      rows = List.copyOf(rows);
    }

    boolean isEmpty() {
      return rows.isEmpty();
    }

    int size() {
      return rows.size();
    }

    Row row(int index) {
      return rows.get(index);
    }

    /** Identity of the first row, if there is one. */
    Optional<String> identity() {
      return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0).identity());
    }
  }
}
