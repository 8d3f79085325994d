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
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A URL as it may be shown: without user, password, and values that look like secrets. */
public final class MaskedUri {

  /** Rather one too many: a value that is masked for nothing costs less than one that is shown. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(token|secret|passw|pwd|signature|credential|session).*|.*(key|auth)|authorization|sig|code");

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

  private static String maskParameter(String parameter) {
    String[] pair = parameter.split("=", 2);
    String name = URLDecoder.decode(pair[0], UTF_8).toLowerCase(Locale.ROOT);
    boolean secret = pair.length == 2 && SECRET_NAME.matcher(name).matches();
    return secret ? pair[0] + "=" + Secret.MASK : parameter;
  }
}
