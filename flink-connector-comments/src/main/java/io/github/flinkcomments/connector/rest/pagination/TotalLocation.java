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
package io.github.flinkcomments.connector.rest.pagination;

import java.io.Serializable;
import org.apache.flink.annotation.Internal;

/** The place in a response where the server tells how many records its listing has. */
@Internal
public sealed interface TotalLocation extends Serializable {

  /** A response header whose value is the number of records. */
  record Header(String name) implements TotalLocation {
    public Header {
      if (name.isBlank()) {
        throw new IllegalArgumentException(
            "The option 'pagination.total-header' is blank; name the response header that holds the"
                + " number of records, or leave the option out.");
      }
    }
  }

  /** A number in the body, found by a JSON pointer (RFC 6901) such as {@code /meta/total}. */
  record Body(String pointer) implements TotalLocation {
    public Body {
      if (!pointer.startsWith("/")) {
        throw new IllegalArgumentException(
            "The option 'pagination.total-pointer' is '%s', but a JSON pointer starts with '/', like '/meta/total'."
                .formatted(pointer));
      }
    }
  }

  /** The server does not tell; whoever needs the end of the listing has to search for it. */
  record Unknown() implements TotalLocation {}
}
