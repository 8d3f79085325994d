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
package io.github.flinkcomments.examples.shapes;

import java.util.List;
import java.util.stream.IntStream;

/** The records of an imitated API: they have the ids from 1 on, in that order. */
final class ServedRecords {

  private int count;

  ServedRecords(int count) {
    this.count = count;
  }

  synchronized int count() {
    return count;
  }

  /** Appends records. */
  synchronized void grow(int more) {
    count += more;
  }

  /** The ids of so many records after an offset, as many as there are. */
  synchronized List<Integer> page(int offset, int limit) {
    return IntStream.rangeClosed(offset + 1, Math.min(count, offset + limit)).boxed().toList();
  }

  /** A record as most APIs have it. */
  static String json(int id) {
    return "{\"id\":%1$d,\"name\":\"n%1$d\"}".formatted(id);
  }
}
