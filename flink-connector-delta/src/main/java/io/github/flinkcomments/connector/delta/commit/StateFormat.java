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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What the formats of this package have in common: a version, no trailing bytes, and texts of any
 * length.
 *
 * <p>The bytes of every released version stay readable for good; a test holds them.
 */
abstract class StateFormat<T> implements SimpleVersionedSerializer<T> {

  private static final int INITIAL_BUFFER_SIZE = 256;

  private final int version;
  private final String name;

  StateFormat(int version, String name) {
    this.version = version;
    this.name = name;
  }

  abstract void write(T value, DataOutputSerializer out) throws IOException;

  /**
   * @param storedVersion of the bytes, from 1 to the present version
   */
  abstract T read(int storedVersion, DataInputDeserializer in) throws IOException;

  @Override
  public final int getVersion() {
    return version;
  }

  @Override
  public final byte[] serialize(T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_BUFFER_SIZE);
    write(value, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public final T deserialize(int storedVersion, byte[] bytes) throws IOException {
    if (storedVersion < 1 || storedVersion > version) {
      throw new IOException(
          "The state holds a %s of version %d, and this connector reads versions up to %d: restore it with the connector that wrote it, or with a newer one."
              .formatted(name, storedVersion, version));
    }
    DataInputDeserializer in = new DataInputDeserializer(bytes);
    T value = read(storedVersion, in);
    if (in.available() > 0) {
      throw new IOException(
          "The state holds a %s with %d bytes too many: it is damaged, or not of this connector."
              .formatted(name, in.available()));
    }
    return value;
  }

  static void writeText(String text, DataOutputSerializer out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String readText(DataInputDeserializer in) throws IOException {
    byte[] bytes = new byte[readCount(in)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  static void writeNumber(OptionalLong number, DataOutputSerializer out) throws IOException {
    out.writeBoolean(number.isPresent());
    if (number.isPresent()) {
      out.writeLong(number.getAsLong());
    }
  }

  static OptionalLong readNumber(DataInputDeserializer in) throws IOException {
    return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
  }

  /** Every counted thing takes a byte at least, so damage cannot make us reserve memory for it. */
  static int readCount(DataInputDeserializer in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > in.available()) {
      throw new IOException(
          "The state announces %d entries where %d bytes are left: it is damaged."
              .formatted(count, in.available()));
    }
    return count;
  }
}
