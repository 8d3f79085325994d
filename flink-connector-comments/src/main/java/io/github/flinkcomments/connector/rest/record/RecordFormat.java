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

import java.io.Serializable;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Converts a JSON value into a record. Flink serializes a format with the job; the readers that it
 * creates are not serialized.
 *
 * @param <T> type of the records
 */
@PublicEvolving
public interface RecordFormat<T> extends Serializable {

  /** Returns a new reader, for the use of one thread at a time. */
  RecordReader<T> createReader();

  /** Returns the type of the records, by which Flink serializes them. */
  TypeInformation<T> getProducedType();
}
