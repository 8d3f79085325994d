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
package io.github.flinkcomments.connector.delta.log.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.github.flinkcomments.connector.delta.log.engine.StorageFileIO;
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import io.github.flinkcomments.connector.delta.log.schema.TableLayout;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.writer.DataFileOptions;
import io.github.flinkcomments.connector.delta.writer.RollingDataFileWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file with {@code id NOT NULL}, {@code n}, and {@code r}, whose {@code x} is NOT NULL. */
class RequiredColumnsTest {

  private static final RowType WRITTEN =
      (RowType)
          DataTypes.ROW(
                  DataTypes.FIELD("id", DataTypes.BIGINT().notNull()),
                  DataTypes.FIELD("n", DataTypes.INT()),
                  DataTypes.FIELD(
                      "r", DataTypes.ROW(DataTypes.FIELD("x", DataTypes.INT().notNull()))))
              .notNull()
              .getLogicalType();

  @TempDir private Path directory;
  private List<DataFile> files;

  @BeforeEach
  void writeAFile() throws Exception {
    try (RollingDataFileWriter writer =
        new RollingDataFileWriter(
            TableFiles.at(directory.toString(), Map.of()),
            TableLayout.unpartitioned(WRITTEN),
            DataFileOptions.DEFAULT,
            0,
            FileOrigin.first())) {
      writer.write(GenericRowData.of(1L, null, GenericRowData.of(2)));
      files = writer.finish();
    }
  }

  @Test
  void whatIsInTheFileOrMayBeNullIsFine() throws Exception {
    requireIn(
        new StructType()
            .add("id", LongType.LONG, false)
            .add("n", IntegerType.INTEGER, true)
            .add(
                "r",
                new StructType()
                    .add("x", IntegerType.INTEGER, false)
                    .add("y", StringType.STRING, true),
                true)
            .add("more", new StructType().add("z", IntegerType.INTEGER, false), true));
  }

  @Test
  void whatIsNotThereIsNamed() {
    isRefused(new StructType().add("must", StringType.STRING, false), "'must'");
  }

  @Test
  void whatMayBeNullInTheFileIsNamed() {
    isRefused(new StructType().add("n", IntegerType.INTEGER, false), "'n'");
  }

  @Test
  void fieldsOfRowsAreLookedAt() {
    isRefused(
        new StructType().add("r", new StructType().add("y", StringType.STRING, false), true),
        "'r.y'");
  }

  private void isRefused(StructType columns, String name) {
    assertThatThrownBy(() -> requireIn(columns))
        .isInstanceOf(DeltaTableException.IncompatibleSchema.class)
        .hasMessageStartingWith("Column " + name + " of the Delta table at " + directory);
  }

  private void requireIn(StructType columns) throws Exception {
    StorageFileIO io = new StorageFileIO(TableStorages.open(directory.toString(), Map.of()));
    new RequiredColumns(directory.toString(), columns)
        .requireIn(files, new DataFileSchemas(io, directory.toString()));
  }
}
