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

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import io.github.flinkcomments.connector.rest.request.MaskedUri;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.Nullable;

/** Finds what looks like a secret by its name in the body of a request, JSON or a form. */
final class BodySecrets {

  private static final JsonFactory JSON = new JsonFactory();

  private static final int SHORTEST = 6;

  private BodySecrets() {}

  static Set<String> in(String body) {
    Set<String> secrets = new HashSet<>();
    try (JsonParser parser = JSON.createParser(body)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        String name = name(parser.getParsingContext());
        boolean mayBeSecret = token == JsonToken.VALUE_STRING || token.isNumeric();
        if (mayBeSecret && name != null && MaskedUri.isSecret(name)) {
          addLong(parser.getText(), secrets);
        }
      }
    } catch (IOException e) {
      return inForm(body);
    }
    return secrets;
  }

  /** A word like the name of a sort key stands in messages for something else. */
  private static void addLong(String text, Set<String> secrets) {
    if (text.length() >= SHORTEST) {
      secrets.add(text);
    }
  }

  /** Elements go by the name of their array. */
  private static @Nullable String name(JsonStreamContext value) {
    JsonStreamContext context = value;
    while (context.inArray()) {
      context = context.getParent();
    }
    return context.getCurrentName();
  }

  private static Set<String> inForm(String body) {
    Set<String> secrets = new HashSet<>();
    for (String parameter : body.split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      if (pair.length == 2 && MaskedUri.isSecret(decoded(pair[0]))) {
        addLong(pair[1], secrets);
        addLong(decoded(pair[1]), secrets);
      }
    }
    return secrets;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
