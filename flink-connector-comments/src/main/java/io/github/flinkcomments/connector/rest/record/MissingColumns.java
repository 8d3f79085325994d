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

import io.github.flinkcomments.connector.rest.failure.RecordFormatException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.apache.flink.annotation.PublicEvolving;

/** What to do about columns that no record of the first page has: their names may be misspelt. */
@PublicEvolving
@FunctionalInterface
public interface MissingColumns extends Serializable {

  /**
   * Is told of such columns, once in each reader of the source.
   *
   * @param columns their names
   * @param others names of members of the records that no column reads
   * @throws RecordFormatException if they are an error
   */
  void found(List<String> columns, Set<String> others) throws RecordFormatException;
}
