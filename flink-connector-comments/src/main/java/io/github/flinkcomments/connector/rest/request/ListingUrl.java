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

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * The URL in an option. What cannot be asked for is told by the character that is in the way,
 * without the URL, which may hold a secret. Pure.
 */
@Internal
public final class ListingUrl {

  private static final Pattern ABSOLUTE =
      Pattern.compile("(?i)(https?)://(?:([^/?#]*)@)?([^/?#@]*?)(?::([0-9]*))?(?=[/?#]|$)");

  private static final Pattern FORBIDDEN =
      Pattern.compile("[\\x00-\\x20\\x7F\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");

  private static final int MAX_PORT = 65_535;

  private ListingUrl() {}

  /**
   * Reads a URL. Letters beyond ASCII are percent-encoded, in the name of the host by its rules.
   *
   * @param option whose value it is, for messages
   * @throws IllegalArgumentException if it cannot be asked for
   */
  public static URI parse(String option, String text) {
    requireAllowedCharacters(option, text);
    Matcher start = ABSOLUTE.matcher(text);
    if (!start.lookingAt() || start.group(3).isEmpty()) {
      throw new IllegalArgumentException(
          "The option '%s' is not an absolute http or https URL; set it to the listing, such as http://host/comments."
              .formatted(option));
    }
    if (start.group(2) != null) {
      throw credentials(option, text);
    }
    requirePort(option, start.group(4));
    String host = asciiHost(option, start.group(3));
    String port = start.group(4) == null || start.group(4).isEmpty() ? "" : ":" + start.group(4);
    String rest = UrlReference.encode(text.substring(start.end()));
    try {
      return new URI(start.group(1) + "://" + host + port + rest).parseServerAuthority();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The option '%s' is a malformed URL (%s); percent-encode what is not part of its structure."
              .formatted(option, e.getReason()));
    }
  }

  private static void requireAllowedCharacters(String option, String text) {
    Matcher forbidden = FORBIDDEN.matcher(text);
    if (!forbidden.find()) {
      return;
    }
    String character = forbidden.group();
    throw new IllegalArgumentException(
        character.equals("%")
            ? "The option '%s' has a '%%' at position %d without two hexadecimal digits after it; write a percent sign as %%25."
                .formatted(option, forbidden.start() + 1)
            : "The option '%s' has the character %s at position %d, which a URL cannot have; write it as %s."
                .formatted(
                    option,
                    shown(character.charAt(0)),
                    forbidden.start() + 1,
                    UrlReference.escape(character)));
  }

  private static String shown(char character) {
    if (character == ' ') {
      return "' ' (a space)";
    }
    return Character.isISOControl(character)
        ? "U+%04X".formatted((int) character)
        : "'" + character + "'";
  }

  /** They would be shown wherever the URL is, and the HTTP client does not send them. */
  private static IllegalArgumentException credentials(String option, String text) {
    return new IllegalArgumentException(
        "The option '%s' is '%s', with user and password in it; give them by 'http-headers.Authorization' instead."
            .formatted(option, MaskedUri.of(URI.create(UrlReference.encode(text)))));
  }

  private static void requirePort(String option, String port) {
    if (port == null || port.isEmpty()) {
      return;
    }
    if (port.length() > 5 || Integer.parseInt(port) < 1 || Integer.parseInt(port) > MAX_PORT) {
      throw new IllegalArgumentException(
          "The option '%s' has the port %s, but it must be between 1 and %d."
              .formatted(option, port, MAX_PORT));
    }
  }

  private static String asciiHost(String option, String host) {
    if (host.contains("_")) {
      throw new IllegalArgumentException(
          "The option '%s' has the host '%s', but names of hosts have no underscore and the HTTP client refuses it; use another name of the server, or its IP address."
              .formatted(option, host));
    }
    try {
      return IDN.toASCII(host);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The option '%s' has the invalid host '%s'; correct its name.".formatted(option, host));
    }
  }
}
