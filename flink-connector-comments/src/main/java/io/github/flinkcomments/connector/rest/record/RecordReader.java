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
import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.IOException;
import org.apache.flink.annotation.PublicEvolving;

/**
 * Reads one record after the other from a page. Each instance is used by one thread at a time.
 *
 * @param <T> type of the records
 */
@FunctionalInterface
@PublicEvolving
public interface RecordReader<T> {

  /**
   * Reads the record whose first token is the parser's current one, and leaves the parser at the
   * record's last token.
   *
   * @param parser stands on the first token of the record
   * @param page where the record comes from
   * @param index of the record in its page, counted from 0
   * @return the record; null counts as one that does not fit
   * @throws RecordFormatException if the JSON value does not fit the record type. The parser may be
   *     left anywhere within the record then; {@link ErrorMode} decides what happens. Any other
   *     exception, a {@link RuntimeException} too, says the same, unless the body itself has
   *     failed.
   * @throws IOException if the page cannot be read to the record's end
   */
  T read(JsonParser parser, PageOrigin page, int index) throws IOException;

  /**
   * Takes notice that all records of a page have been read.
   *
   * @throws RecordFormatException if the records of the page do not fit, taken together; that is an
   *     error in every {@link ErrorMode}
   */
  default void endOfPage(PageOrigin page) throws RecordFormatException {}
}
