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

import io.github.flinkcomments.connector.rest.request.Secret;
import java.util.ArrayList;
import java.util.List;

/** Takes the client's own secrets out of texts: a server may well repeat what it was sent. */
final class SecretMask {

  /** Shorter values are no secrets, and masking them would make messages unreadable. */
  private static final int MIN_LENGTH = 6;

  private final List<String> secrets;

  SecretMask(HttpOptions options) {
    List<String> values = new ArrayList<>(options.headers().values());
    if (options.authentication() instanceof Authentication.Bearer bearer) {
      values.add(bearer.token().value());
    }
    secrets = values.stream().filter(value -> value.length() >= MIN_LENGTH).toList();
  }

  String mask(String text) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, Secret.MASK);
    }
    return masked;
  }

  /** Returns the given exception, or null if it or one of its causes tells a secret. */
  Throwable withoutSecrets(Throwable exception) {
    for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
      String text = cause.toString();
      if (!mask(text).equals(text)) {
        return null;
      }
    }
    return exception;
  }
}
