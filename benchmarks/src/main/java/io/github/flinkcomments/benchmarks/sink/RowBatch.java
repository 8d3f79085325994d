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

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DecimalType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryRowData;

/** Rows as Kernel wants to see them: it asks for a value by its column and row. */
record RowBatch(List<BinaryRowData> rows) implements ColumnarBatch {

  private static final StructType SCHEMA =
      new StructType()
          .add("id", LongType.LONG, false)
          .add("postId", IntegerType.INTEGER)
          .add("name", StringType.STRING)
          .add("email", StringType.STRING)
          .add("body", StringType.STRING)
          .add("score", DoubleType.DOUBLE)
          .add("price", new DecimalType(10, 2))
          .add("created", TimestampType.TIMESTAMP)
          .add("visible", BooleanType.BOOLEAN);

  @Override
  public StructType getSchema() {
    return SCHEMA;
  }

  @Override
  public ColumnVector getColumnVector(int ordinal) {
    return new RowColumn(rows, ordinal);
  }

  @Override
  public int getSize() {
    return rows.size();
  }

  private record RowColumn(List<BinaryRowData> rows, int column) implements ColumnVector {

    private static final long MICROS_PER_MILLI = 1_000;

    @Override
    public DataType getDataType() {
      return SCHEMA.at(column).getDataType();
    }

    @Override
    public int getSize() {
      return rows.size();
    }

    @Override
    public void close() {}

    @Override
    public boolean isNullAt(int row) {
      return rows.get(row).isNullAt(column);
    }

    @Override
    public boolean getBoolean(int row) {
      return rows.get(row).getBoolean(column);
    }

    @Override
    public int getInt(int row) {
      return rows.get(row).getInt(column);
    }

    @Override
    public long getLong(int row) {
      if (getDataType() instanceof LongType) {
        return rows.get(row).getLong(column);
      }
      TimestampData time = rows.get(row).getTimestamp(column, 6);
      return time.getMillisecond() * MICROS_PER_MILLI
          + time.getNanoOfMillisecond() / MICROS_PER_MILLI;
    }

    @Override
    public double getDouble(int row) {
      return rows.get(row).getDouble(column);
    }

    @Override
    public String getString(int row) {
      return rows.get(row).getString(column).toString();
    }

    @Override
    public BigDecimal getDecimal(int row) {
      return rows.get(row).getDecimal(column, 10, 2).toBigDecimal();
    }
  }
}
