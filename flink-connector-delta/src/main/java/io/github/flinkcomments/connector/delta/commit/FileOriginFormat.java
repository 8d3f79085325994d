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

import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** Origins of files within the formats of this package: series, interval, generation, attempt. */
final class FileOriginFormat {

  private FileOriginFormat() {}

  static void write(FileOrigin origin, DataOutputSerializer out) throws IOException {
    StateFormat.writeText(origin.series(), out);
    out.writeLong(origin.interval());
    out.writeInt(origin.generation());
    StateFormat.writeText(origin.attempt(), out);
  }

  static FileOrigin read(DataInputDeserializer in) throws IOException {
    return new FileOrigin(
        StateFormat.readText(in), in.readLong(), in.readInt(), StateFormat.readText(in));
  }

  /** How many, and each of them, ordered by their series. */
  static void write(Set<FileOrigin> origins, DataOutputSerializer out) throws IOException {
    out.writeInt(origins.size());
    List<FileOrigin> ordered =
        origins.stream().sorted(Comparator.comparing(FileOrigin::series)).toList();
    for (FileOrigin origin : ordered) {
      write(origin, out);
    }
  }

  static Set<FileOrigin> readAll(DataInputDeserializer in) throws IOException {
    int count = StateFormat.readCount(in);
    Set<FileOrigin> origins = new HashSet<>();
    for (int i = 0; i < count; i++) {
      origins.add(read(in));
    }
    return origins;
  }
}
