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

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.connector.rest.request.Secret;
import java.io.Serializable;
import java.util.Base64;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/** How the client proves to the API who it is. */
@Internal
public sealed interface Authentication extends Serializable {

  /** Not at all. */
  record None() implements Authentication {}

  /** By {@code Authorization: Bearer <token>} (RFC 6750) in each request. */
  record Bearer(Secret token) implements Authentication {
    public Bearer {
      if (token.value().isBlank()) {
        throw new IllegalArgumentException(
            "The option 'auth.token' is blank; set the token or leave 'auth.type' out.");
      }
    }
  }

  /** By {@code Authorization: Basic} (RFC 7617) in each request, in UTF-8. */
  record Basic(Secret username, Secret password) implements Authentication {
    public Basic {
      if (username.value().indexOf(':') >= 0) {
        throw new IllegalArgumentException(
            "The option 'auth.username' has a colon in it, by which the server would take the rest of it for the password; give the name alone, and the password by 'auth.password'.");
      }
    }

    String credentials() {
      String pair = username.value() + ':' + password.value();
      return Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
  }

  /** Returns the value of the header {@code Authorization}, if there is to be one. */
  default Optional<String> authorization() {
    if (this instanceof Bearer bearer) {
      return Optional.of("Bearer " + bearer.token().value());
    }
    return this instanceof Basic basic
        ? Optional.of("Basic " + basic.credentials())
        : Optional.empty();
  }
}
