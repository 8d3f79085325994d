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
package io.github.flinkcomments.connector.rest.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Reads records into objects of a class: a POJO or a Java record, as Jackson's databind understands
 * them. Members that the class does not have are ignored. Nothing is cut silently: a fraction for
 * an integer, null for a primitive type, or a text for a number is an error.
 *
 * @param recordClass class of the records
 * @param producedType type by which Flink serializes them
 * @param <T> type of the records
 */
@PublicEvolving
public record PojoRecordFormat<T>(Class<T> recordClass, TypeInformation<T> producedType)
    implements RecordFormat<T> {

  /** Databind names a setting of its own as the way out, which users of a source cannot reach. */
  private static final Pattern SETTING = Pattern.compile(" \\((set|enable|disable) .*\\)$");

  /** Reads objects of a class whose type Flink finds out by itself. */
  public static <T> PojoRecordFormat<T> of(Class<T> recordClass) {
    return new PojoRecordFormat<>(recordClass, TypeInformation.of(recordClass));
  }

  @Override
  public RecordReader<T> createReader() {
    ObjectReader objectReader =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build()
            .readerFor(recordClass);
    return (parser, page, index) -> read(objectReader, parser);
  }

  @Override
  public TypeInformation<T> getProducedType() {
    return producedType;
  }

  private T read(ObjectReader objectReader, JsonParser parser) throws IOException {
    try {
      return objectReader.readValue(parser);
    } catch (DatabindException e) {
      // Databind wraps what the parser throws, but a page beyond the limits is not a wrong record.
      if (e.getCause() instanceof StreamConstraintsException beyondLimits) {
        throw beyondLimits;
      }
      throw new RecordFormatException(
          location(e),
          "does not fit: " + SETTING.matcher(e.getOriginalMessage()).replaceFirst(""),
          e);
    }
  }

  private static String location(DatabindException e) {
    if (!(e instanceof JsonMappingException mapping)) {
      return "";
    }
    StringBuilder location = new StringBuilder();
    for (JsonMappingException.Reference reference : mapping.getPath()) {
      if (reference.getFieldName() == null) {
        location.append('[').append(reference.getIndex()).append(']');
      } else {
        location.append(location.isEmpty() ? "" : ".").append(reference.getFieldName());
      }
    }
    return location.toString();
  }
}
