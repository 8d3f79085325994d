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
package io.github.flinkcomments.connector.rest.request;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/** A URL as it may be shown: without user, password, and values that look like secrets. */
@Internal
public final class MaskedUri {

  /** Rather one too many: a value that is masked for nothing costs less than one that is shown. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(token|secret|passw|pwd|signature|credential|session).*|.*(key|auth)|authorization|sig|code");

  /** A parameter somewhere in a text, which may be long and hold none: name and value. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?<![^?&;=\\s'\"/#])([^?&;=\\s'\"/#]++)=([^&\\s'\"#]+)");

  private static final Pattern USER_INFO = Pattern.compile("//[^/?#]*@");

  private MaskedUri() {}

  /** Returns the URL with four asterisks in place of each secret. */
  public static String of(URI uri) {
    String[] parts = uri.toString().split("\\?", 2);
    String place = USER_INFO.matcher(parts[0]).replaceFirst("//" + Secret.MASK + "@");
    if (parts.length == 1) {
      return place;
    }
    return Arrays.stream(parts[1].split("&"))
        .map(MaskedUri::maskParameter)
        .collect(Collectors.joining("&", place + "?", ""));
  }

  /**
   * Returns a text that a server wrote, possibly a URL or one with URLs in it, with four asterisks
   * in place of each secret of a URL.
   */
  public static String inText(String text) {
    String withoutUsers =
        USER_INFO.matcher(text).replaceAll(Matcher.quoteReplacement("//" + Secret.MASK + "@"));
    return PARAMETER
        .matcher(withoutUsers)
        .replaceAll(found -> Matcher.quoteReplacement(maskParameter(found.group())));
  }

  /** Returns the values, as they are written in the query, that look like secrets. */
  public static Set<String> secrets(URI uri) {
    String query = uri.getRawQuery();
    return query == null
        ? Set.of()
        : Arrays.stream(query.split("&"))
            .filter(MaskedUri::isSecretParameter)
            .map(parameter -> parameter.split("=", 2)[1])
            .collect(Collectors.toSet());
  }

  /** Returns whether what goes by this name, a parameter or a header, is likely to be a secret. */
  public static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
  }

  /** Writes a text such that it can stand in the query of a URL, a space as {@code %20}. */
  public static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static String maskParameter(String parameter) {
    return isSecretParameter(parameter)
        ? parameter.split("=", 2)[0] + "=" + Secret.MASK
        : parameter;
  }

  private static boolean isSecretParameter(String parameter) {
    String[] pair = parameter.split("=", 2);
    return pair.length == 2 && isSecret(decoded(pair[0]));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
