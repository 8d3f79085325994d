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
package io.github.flinkcomments.benchmarks.sink;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.table.data.binary.BinaryRowData;

/** One of the ways to get rows into a Parquet file that are compared. */
interface RowWriter {

  /**
   * Writes a file, closes it and makes sure that it is on the disk.
   *
   * @param directory where; it is there
   * @param rows which are written one after the other, and again, until there are enough
   * @param count how many are enough
   */
  void write(Path directory, List<BinaryRowData> rows, int count) throws IOException;
}
