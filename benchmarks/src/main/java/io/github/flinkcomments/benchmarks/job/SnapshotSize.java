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
package io.github.flinkcomments.benchmarks.job;

/**
 * How large a checkpoint or savepoint is.
 *
 * @param rows how many rows were read when it was taken
 * @param metadataBytes size of its {@code _metadata}
 * @param allBytes size of all its files
 */
record SnapshotSize(long rows, long metadataBytes, long allBytes) {

  @Override
  public String toString() {
    return "%,d bytes (_metadata alone %,d) at %,d rows".formatted(allBytes, metadataBytes, rows);
  }
}
