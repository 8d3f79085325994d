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
package io.github.flinkcomments.connector.rest.source.state;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A versioned serializer that reads what it knows and nothing else.
 *
 * <p>An unknown version or a trailing byte means that the bytes were written by other code than the
 * reader believes; both are errors, because a position that was misread skips or repeats rows.
 *
 * @param <T> what is serialized
 */
@Internal
public abstract class StateSerializer<T> implements SimpleVersionedSerializer<T> {

  private static final int INITIAL_SIZE = 64;

  private final String subject;

  /**
   * Creates a serializer.
   *
   * @param subject what is serialized, as error messages name it
   */
  protected StateSerializer(String subject) {
    this.subject = subject;
  }

  /** Writes {@code value} in the form of {@link #getVersion()}. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads a value in the form of {@code version}, which is between 1 and {@link #getVersion()}. */
  protected abstract T read(int version, DataInputView in) throws IOException;

  @Override
  public final byte[] serialize(T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(INITIAL_SIZE);
    write(value, out);
    return out.getCopyOfBuffer();
  }

  @Override
  public final T deserialize(int version, byte[] serialized) throws IOException {
    if (version < 1 || version > getVersion()) {
      throw new IOException(
          "The %s was written in version %d; this release reads versions 1 to %d. Restore it with the release that wrote it, or a later one."
              .formatted(subject, version, getVersion()));
    }
    DataInputDeserializer in = new DataInputDeserializer(serialized);
    T value = readWhole(version, in);
    if (in.available() > 0) {
      throw new IOException(
          "The %s has %d bytes more than version %d has; it is damaged or was written by other code."
              .formatted(subject, in.available(), version));
    }
    return value;
  }

  /** Bytes that make no sense are damage, whatever they lead to. */
  private T readWhole(int version, DataInputDeserializer in) throws IOException {
    try {
      return read(version, in);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "The %s of version %d is damaged or was written by other code: %s"
              .formatted(subject, version, e),
          e);
    }
  }

  /** Writes a string of any length: its UTF-8 bytes after their number. */
  protected static void writeString(String value, DataOutputView out) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #writeString} wrote. */
  protected static String readString(DataInputView in) throws IOException {
    byte[] bytes = new byte[readCount(in)];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Reads how many bytes or things follow, none of which takes less than a byte: damage must not
   * ask for more memory than there are bytes.
   */
  protected static int readCount(DataInputView in) throws IOException {
    int count = in.readInt();
    if (count < 0 || (in instanceof DataInputDeserializer rest && count > rest.available())) {
      throw new EOFException("%d bytes or entries are announced".formatted(count));
    }
    return count;
  }

  /** Writes whether there is a value, then the value. */
  protected static void writeOptionalString(Optional<String> value, DataOutputView out)
      throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      writeString(value.get(), out);
    }
  }

  /** Reads what {@link #writeOptionalString} wrote. */
  protected static Optional<String> readOptionalString(DataInputView in) throws IOException {
    return in.readBoolean() ? Optional.of(readString(in)) : Optional.empty();
  }

  /** Writes whether there is a value, then the value. */
  protected static void writeOptionalLong(OptionalLong value, DataOutputView out)
      throws IOException {
    out.writeBoolean(value.isPresent());
    if (value.isPresent()) {
      out.writeLong(value.getAsLong());
    }
  }

  /** Reads what {@link #writeOptionalLong} wrote. */
  protected static OptionalLong readOptionalLong(DataInputView in) throws IOException {
    return in.readBoolean() ? OptionalLong.of(in.readLong()) : OptionalLong.empty();
  }
}
