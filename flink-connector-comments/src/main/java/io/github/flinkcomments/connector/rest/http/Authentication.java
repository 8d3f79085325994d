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
package io.github.flinkcomments.connector.rest.http;

import java.io.Serializable;

/** How the client proves to the API who it is. */
public sealed interface Authentication extends Serializable {

  /** Not at all. */
  record None() implements Authentication {}

  /** By {@code Authorization: Bearer <token>} (RFC 6750) in each request. */
  record Bearer(Secret token) implements Authentication {
    public Bearer {
      if (token.value().isBlank()) {
        throw new IllegalArgumentException(
            "Option 'auth.token' is blank; set the token or leave 'auth.type' out.");
      }
    }
  }
}
