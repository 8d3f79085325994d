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
package io.github.flinkcomments.connector.rest.record.field;

import com.fasterxml.jackson.core.JsonParser;
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/**
 * Reads one JSON value into Flink's internal representation of one type. Readers of nested types
 * are made of the readers of their parts.
 */
@Internal
@FunctionalInterface
public interface FieldReader {

  /**
   * Reads the value whose first token is the parser's current one, and leaves the parser at the
   * value's last token.
   *
   * @throws RecordFormatException if the value does not fit the type without loss
   */
  Object read(JsonParser parser) throws IOException;
}
