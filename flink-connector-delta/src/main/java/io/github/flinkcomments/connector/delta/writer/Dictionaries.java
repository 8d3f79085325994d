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
package io.github.flinkcomments.connector.delta.writer;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * Which columns are worth a dictionary. Parquet finds out in every row group anew, by filling one
 * until it is too large; what it has found is remembered for the files to come, and forgotten now
 * and then, since data changes.
 *
 * <p>Safe to use from any number of threads.
 */
final class Dictionaries {

  /** So few rows have few values in common, whatever comes after them. */
  private static final long LEAST_ROWS = 10_000;

  private static final int FILES_TO_REMEMBER = 50;

  private final Map<String, Integer> filesWithout = new HashMap<>();

  /** The columns, in Parquet's notation, that the next file has no dictionaries for. */
  synchronized Set<String> uselessInNextFile() {
    Set<String> useless = Set.copyOf(filesWithout.keySet());
    filesWithout.replaceAll((column, files) -> files - 1);
    filesWithout.values().removeIf(files -> files == 0);
    return useless;
  }

  /** Looks at what has become of the columns of a row group. */
  synchronized void learn(BlockMetaData rowGroup) {
    if (rowGroup.getRowCount() >= LEAST_ROWS) {
      Set<String> fellBack =
          rowGroup.getColumns().stream()
              .filter(Dictionaries::fellBack)
              .map(column -> column.getPath().toDotString())
              .collect(Collectors.toSet());
      fellBack.forEach(column -> filesWithout.putIfAbsent(column, FILES_TO_REMEMBER));
    }
  }

  private static boolean fellBack(ColumnChunkMetaData column) {
    EncodingStats encodings = column.getEncodingStats();
    return column.getPrimitiveType().getPrimitiveTypeName() != PrimitiveTypeName.BOOLEAN
        && encodings != null
        && encodings.hasNonDictionaryEncodedPages();
  }
}
