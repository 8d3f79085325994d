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

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

/** Rows like those of an API: identifiers, texts, a number, an amount and a time. */
final class SampleRows {

  /** The columns. */
  static final RowType TYPE =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("postId", DataTypes.INT()),
                  DataTypes.FIELD("name", DataTypes.STRING()),
                  DataTypes.FIELD("email", DataTypes.STRING()),
                  DataTypes.FIELD("body", DataTypes.STRING()),
                  DataTypes.FIELD("score", DataTypes.DOUBLE()),
                  DataTypes.FIELD("price", DataTypes.DECIMAL(10, 2)),
                  DataTypes.FIELD("created", DataTypes.TIMESTAMP_LTZ(6)),
                  DataTypes.FIELD("visible", DataTypes.BOOLEAN()))
              .notNull()
              .getLogicalType();

  private static final int DIFFERENT = 10_000;
  private static final int WORDS_IN_BODY = 25;
  private static final List<String> WORDS =
      List.of("page", "record", "offset", "table", "commit", "version", "range", "split", "file");

  private SampleRows() {}

  /** As Flink hands them from operator to operator; the same ones each time. */
  static List<BinaryRowData> create() {
    Random random = new Random(7);
    RowDataSerializer serializer = new RowDataSerializer(TYPE);
    return IntStream.range(0, DIFFERENT)
        .mapToObj(id -> serializer.toBinaryRow(row(id, random)).copy())
        .toList();
  }

  private static RowData row(int id, Random random) {
    return GenericRowData.of(
        (long) id,
        id / 5,
        StringData.fromString(words(4, random)),
        StringData.fromString("user" + random.nextInt(1_000) + "@example.com"),
        StringData.fromString(words(WORDS_IN_BODY, random)),
        random.nextDouble(),
        DecimalData.fromBigDecimal(BigDecimal.valueOf(random.nextInt(1_000_000), 2), 10, 2),
        TimestampData.fromEpochMillis(1_700_000_000_000L + id * 1_000L + random.nextInt(1_000)),
        random.nextBoolean());
  }

  private static String words(int count, Random random) {
    StringBuilder text = new StringBuilder();
    for (int word = 0; word < count; word++) {
      text.append(word == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
      text.append(random.nextInt(100));
    }
    return text.toString();
  }
}
