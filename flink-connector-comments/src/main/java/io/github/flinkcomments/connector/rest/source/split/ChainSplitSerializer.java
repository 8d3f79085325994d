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
package io.github.flinkcomments.connector.rest.source.split;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.record.CapturedValue;
import io.github.flinkcomments.connector.rest.source.state.StateSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializes {@link ChainSplit}s.
 *
 * <p>Version 2, big-endian; a string is {@code int length, UTF-8 bytes}, an optional value {@code
 * boolean, [value]}, a list {@code int count} and its elements: string name, list of slice values
 * (two strings each), page address, int emitted, optional string last identity, long records
 * before, optional string kind of identity, optional long end page, optional long last key, boolean
 * whether records were counted. Version 1 had no last key, and where pages are numbered it is not
 * known whether records were counted.
 *
 * <p>A page address is a byte and what follows from it: 0 first page; 1 number (long); 2 offset
 * (long); 3 token (byte kind: 0 string, 1 number, 2 boolean, 3 object, 4 array; string text); 4 URL
 * (string); 5 after a key (list of strings, list of identities); 6 content (string digest).
 */
@Internal
public final class ChainSplitSerializer extends StateSerializer<ChainSplit> {

  private static final int VERSION_1 = 1;

  /** The current version, which has a last key. */
  private static final int VERSION_2 = 2;

  /** Creates a serializer; it has no state. */
  public ChainSplitSerializer() {
    super("chain split");
  }

  @Override
  public int getVersion() {
    return VERSION_2;
  }

  @Override
  public void write(ChainSplit split, DataOutputView out) throws IOException {
    writeString(split.name(), out);
    out.writeInt(split.slice().size());
    for (Map.Entry<String, String> value : split.slice().entrySet()) {
      writeString(value.getKey(), out);
      writeString(value.getValue(), out);
    }
    writeAddress(split.position().page(), out);
    out.writeInt(split.position().emitted());
    writeOptionalString(split.position().lastIdentity(), out);
    out.writeLong(split.position().recordsBefore());
    writeOptionalString(split.identityKind(), out);
    writeOptionalLong(split.endPage(), out);
    writeOptionalLong(split.lastKey(), out);
    out.writeBoolean(split.counted());
  }

  @Override
  public ChainSplit read(int version, DataInputView in) throws IOException {
    String name = readString(in);
    Map<String, String> slice = new TreeMap<>();
    for (int i = readCount(in); i > 0; i--) {
      slice.put(readString(in), readString(in));
    }
    ChainPosition position =
        new ChainPosition(readAddress(in), in.readInt(), readOptionalString(in), in.readLong());
    Optional<String> identityKind = readOptionalString(in);
    OptionalLong endPage = readOptionalLong(in);
    OptionalLong lastKey = version > VERSION_1 ? readOptionalLong(in) : OptionalLong.empty();
    boolean counted =
        version > VERSION_1 ? in.readBoolean() : !(position.page() instanceof PageAddress.Numbered);
    return new ChainSplit(name, slice, position, identityKind, endPage, lastKey, counted);
  }

  private static void writeAddress(PageAddress address, DataOutputView out) throws IOException {
    if (address instanceof PageAddress.First) {
      out.writeByte(0);
    } else if (address instanceof PageAddress.Numbered number) {
      out.writeByte(1);
      out.writeLong(number.page());
    } else if (address instanceof PageAddress.Offset offset) {
      out.writeByte(2);
      out.writeLong(offset.offset());
    } else if (address instanceof PageAddress.Token token) {
      out.writeByte(3);
      out.writeByte(number(token.token().kind()));
      writeString(token.token().text(), out);
    } else if (address instanceof PageAddress.Url url) {
      out.writeByte(4);
      writeString(url.uri(), out);
    } else if (address instanceof PageAddress.AfterKey after) {
      out.writeByte(5);
      writeStrings(after.key(), out);
      writeStrings(after.seen(), out);
    } else if (address instanceof PageAddress.Content content) {
      out.writeByte(6);
      writeString(content.digest(), out);
    } else {
      throw new IllegalStateException("Unknown address " + address);
    }
  }

  private static PageAddress readAddress(DataInputView in) throws IOException {
    byte form = in.readByte();
    return switch (form) {
      case 0 -> new PageAddress.First();
      case 1 -> new PageAddress.Numbered(in.readLong());
      case 2 -> new PageAddress.Offset(in.readLong());
      case 3 -> new PageAddress.Token(new CapturedValue(kind(in.readByte()), readString(in)));
      case 4 -> new PageAddress.Url(readString(in));
      case 5 -> new PageAddress.AfterKey(readStrings(in), readStrings(in));
      case 6 -> new PageAddress.Content(readString(in));
      default -> throw new IOException("Unknown form of page address: " + form);
    };
  }

  private static int number(CapturedValue.Kind kind) {
    return switch (kind) {
      case STRING -> 0;
      case NUMBER -> 1;
      case BOOLEAN -> 2;
      case OBJECT -> 3;
      case ARRAY -> 4;
      case NULL -> throw new IllegalStateException("Null is not a token.");
    };
  }

  private static CapturedValue.Kind kind(byte number) throws IOException {
    return switch (number) {
      case 0 -> CapturedValue.Kind.STRING;
      case 1 -> CapturedValue.Kind.NUMBER;
      case 2 -> CapturedValue.Kind.BOOLEAN;
      case 3 -> CapturedValue.Kind.OBJECT;
      case 4 -> CapturedValue.Kind.ARRAY;
      default -> throw new IOException("Unknown kind of token: " + number);
    };
  }

  private static void writeStrings(List<String> strings, DataOutputView out) throws IOException {
    out.writeInt(strings.size());
    for (String string : strings) {
      writeString(string, out);
    }
  }

  private static List<String> readStrings(DataInputView in) throws IOException {
    List<String> strings = new ArrayList<>();
    for (int i = readCount(in); i > 0; i--) {
      strings.add(readString(in));
    }
    return strings;
  }
}
