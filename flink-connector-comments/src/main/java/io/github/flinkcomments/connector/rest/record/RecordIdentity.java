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
import org.apache.flink.annotation.Internal;

/**
 * By what a record is known again when it is read a second time. The check for drift compares such
 * identities.
 */
@Internal
public sealed interface RecordIdentity extends Serializable {

  /**
   * The scalar value that a JSON pointer finds in each record, such as {@code /id}. A record
   * without it is malformed; where such records are skipped, it is known by a {@link ContentHash}.
   */
  record Key(String pointer) implements RecordIdentity {
    public Key {
      if (!pointer.startsWith("/")) {
        throw new IllegalArgumentException(
            "The option 'record.key-pointer' is '%s', but a JSON pointer starts with '/', like '/id'."
                .formatted(pointer));
      }
    }
  }

  /** A hash of the whole record: of all its names and values in their order, not of white space. */
  record ContentHash() implements RecordIdentity {}
}
