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

/**
 * One request of a {@link PageWindow}.
 *
 * @param from offset of the first row that is wanted
 * @param rows how many rows are wanted
 * @param overlap whether the row at {@code from - 1} is requested as well, to compare it
 * @param trial whether it asks for more than the server is known to give
 */
record PageRequest(long from, int rows, boolean overlap, boolean trial) {

  /** A request for what the server is known to give. */
  PageRequest(long from, int rows, boolean overlap) {
    this(from, rows, overlap, false);
  }

  /** Where the request starts. */
  long offset() {
    return overlap ? from - 1 : from;
  }

  /** How many rows it asks for. */
  int limit() {
    return overlap ? rows + 1 : rows;
  }

  /** Asks for the row that comes first, and for no other. */
  PageRequest firstRow() {
    return new PageRequest(offset(), 1, false);
  }

  /** The offset after the last row that is wanted. */
  long end() {
    return from + rows;
  }
}
