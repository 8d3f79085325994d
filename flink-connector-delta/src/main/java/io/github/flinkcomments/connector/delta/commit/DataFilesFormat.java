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
package io.github.flinkcomments.connector.delta.commit;

import static io.github.flinkcomments.connector.delta.commit.StateFormat.readCount;
import static io.github.flinkcomments.connector.delta.commit.StateFormat.readText;
import static io.github.flinkcomments.connector.delta.commit.StateFormat.writeText;

import io.github.flinkcomments.connector.delta.log.file.DataFile;
import io.github.flinkcomments.connector.delta.log.file.PartitionValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Data files within the formats of this package. They have the versions in common, because what
 * those differ in is here: since version 2 files have partition values.
 */
final class DataFilesFormat {

  /** For each file: path, size, modification time, rows, statistics, partition values. */
  static final int VERSION = 2;

  private static final int FIRST_VERSION_WITH_PARTITIONS = 2;

  private DataFilesFormat() {}

  static void write(List<DataFile> files, DataOutputSerializer out) throws IOException {
    out.writeInt(files.size());
    for (DataFile file : files) {
      writeText(file.path(), out);
      out.writeLong(file.sizeInBytes());
      out.writeLong(file.modificationTime());
      out.writeLong(file.rowCount());
      writeText(file.statistics(), out);
      writePartition(file.partition(), out);
    }
  }

  /** For each value: its column, whether it is not null, itself if so. */
  private static void writePartition(List<PartitionValue> partition, DataOutputSerializer out)
      throws IOException {
    out.writeInt(partition.size());
    for (PartitionValue part : partition) {
      writeText(part.column(), out);
      out.writeBoolean(part.value().isPresent());
      if (part.value().isPresent()) {
        writeText(part.value().get(), out);
      }
    }
  }

  static List<DataFile> read(int storedVersion, DataInputDeserializer in) throws IOException {
    int count = readCount(in);
    List<DataFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String path = readText(in);
      long sizeInBytes = in.readLong();
      long modificationTime = in.readLong();
      long rowCount = in.readLong();
      String statistics = readText(in);
      List<PartitionValue> partition =
          storedVersion < FIRST_VERSION_WITH_PARTITIONS ? List.of() : readPartition(in);
      files.add(new DataFile(path, partition, sizeInBytes, modificationTime, rowCount, statistics));
    }
    return files;
  }

  private static List<PartitionValue> readPartition(DataInputDeserializer in) throws IOException {
    int count = readCount(in);
    List<PartitionValue> partition = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String column = readText(in);
      Optional<String> value = in.readBoolean() ? Optional.of(readText(in)) : Optional.empty();
      partition.add(new PartitionValue(column, value));
    }
    return partition;
  }
}
