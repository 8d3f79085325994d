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

import io.github.flinkcomments.connector.rest.request.MaskedUri;
import io.github.flinkcomments.connector.rest.request.PageCall;
import io.github.flinkcomments.connector.rest.request.Secret;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes the client's own secrets out of texts: a server may well repeat what it was sent, as it is
 * or in another form. Pure.
 */
final class SecretMask {

  /** Shorter values are only masked where they are words of their own. */
  private static final int LONG_ENOUGH = 6;

  /** So much of the beginning of a secret tells something, where a text was cut within it. */
  private static final int TELLING = 4;

  private static final Set<String> HARMLESS_HEADERS =
      Set.of("accept", "accept-language", "content-type", "prefer", "range", "cache-control");

  /** Where a text was cut. */
  private static final Pattern CUT = Pattern.compile("…|\\.\\.\\.");

  private static final Pattern BETWEEN_PARTS = Pattern.compile("[\\s,;=\"]+");

  /** The longest first: one may be part of another. */
  private final List<SecretForm> forms;

  private SecretMask(Set<SecretForm> forms) {
    this.forms =
        forms.stream().sorted(Comparator.comparingInt(form -> -form.text().length())).toList();
  }

  /** A way to write a secret. */
  private record SecretForm(String text) implements Comparable<SecretForm> {

    Pattern pattern() {
      String quoted = Pattern.quote(text);
      return Pattern.compile(
          text.length() >= LONG_ENOUGH
              ? quoted
              : "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])");
    }

    @Override
    public int compareTo(SecretForm other) {
      return text.compareTo(other.text);
    }
  }

  /** Masks what the client sends with each request. */
  static SecretMask of(HttpOptions options) {
    Set<SecretForm> forms = new TreeSet<>();
    Authentication authentication = options.authentication();
    if (authentication instanceof Authentication.Bearer bearer) {
      addForms(forms, bearer.token().value());
    } else if (authentication instanceof Authentication.Basic basic) {
      addCredentials(forms, basic.username().value(), basic.password().value());
    }
    addHeaders(forms, options.headers());
    return new SecretMask(forms);
  }

  /** Returns a mask that knows the secrets of a call as well. */
  SecretMask with(PageCall call) {
    Set<SecretForm> more = new TreeSet<>(forms);
    MaskedUri.secrets(call.uri())
        .forEach(
            written -> {
              addForms(more, written);
              addForms(more, decoded(written));
            });
    addHeaders(more, call.headers());
    call.body().map(BodySecrets::in).orElse(Set.of()).forEach(secret -> addForms(more, secret));
    return new SecretMask(more);
  }

  /** Returns a text with four asterisks in place of each secret. */
  String mask(String text) {
    String masked = text;
    for (SecretForm form : forms) {
      masked = form.pattern().matcher(masked).replaceAll(Matcher.quoteReplacement(Secret.MASK));
    }
    for (SecretForm form : forms) {
      masked = withoutCutBeginning(withoutHalf(masked, form.text()), form.text());
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

  /** A quotation may be cut within a secret, where it says so. */
  private static String withoutCutBeginning(String text, String secret) {
    Matcher cut = CUT.matcher(text);
    while (cut.find()) {
      for (int length = Math.min(secret.length() - 1, cut.start()); length >= TELLING; length--) {
        int start = cut.start() - length;
        if (text.startsWith(secret.substring(0, length), start)) {
          return withoutCutBeginning(
              text.substring(0, start) + Secret.MASK + text.substring(cut.start()), secret);
        }
      }
    }
    return text;
  }

  /** Servers cut what they repeat, too, and do not always say so. */
  private static String withoutHalf(String text, String secret) {
    int half = Math.max(LONG_ENOUGH, (secret.length() + 1) / 2);
    if (secret.length() <= half) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text);
    String beginning = secret.substring(0, half);
    for (int i = masked.indexOf(beginning); i >= 0; i = masked.indexOf(beginning, i)) {
      int length = half;
      while (length < secret.length()
          && i + length < masked.length()
          && masked.charAt(i + length) == secret.charAt(length)) {
        length++;
      }
      masked.replace(i, i + length, Secret.MASK);
    }
    return masked.toString();
  }

  private static void addHeaders(Set<SecretForm> forms, Map<String, String> headers) {
    headers.forEach(
        (name, value) -> {
          if (MaskedUri.isSecret(name) || (value.length() >= LONG_ENOUGH && !isHarmless(name))) {
            addForms(forms, value);
            addParts(forms, value);
          }
        });
  }

  private static boolean isHarmless(String header) {
    return HARMLESS_HEADERS.contains(header.toLowerCase(Locale.ROOT));
  }

  /** A header may have a scheme before the secret, or several parts. */
  private static void addParts(Set<SecretForm> forms, String value) {
    String[] parts = BETWEEN_PARTS.split(value);
    Stream.of(parts)
        .skip(1)
        .filter(part -> part.length() >= LONG_ENOUGH)
        .forEach(part -> addForms(forms, part));
    if (parts.length > 1 && parts[0].equalsIgnoreCase("Basic")) {
      String pair = basicPair(value.substring(parts[0].length()).strip());
      int colon = pair.indexOf(':');
      if (colon >= 0) {
        addCredentials(forms, pair.substring(0, colon), pair.substring(colon + 1));
      }
    }
  }

  private static String basicPair(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static void addCredentials(Set<SecretForm> forms, String user, String password) {
    addForms(forms, user);
    addForms(forms, password);
    addForms(forms, user + ':' + password);
  }

  private static void addForms(Set<SecretForm> forms, String secret) {
    if (secret.isBlank()) {
      return;
    }
    String encoded = MaskedUri.encode(secret);
    String base64 = Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
    Stream.of(
            secret,
            encoded,
            encoded.replace("%20", "+"),
            lowerCaseEscapes(encoded),
            secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
            secret.replace("\\", "\\\\").replace("\"", "\\\""),
            base64,
            base64.replaceFirst("=+$", ""))
        .map(SecretForm::new)
        .forEach(forms::add);
  }

  private static String lowerCaseEscapes(String encoded) {
    return Pattern.compile("%[0-9A-F]{2}")
        .matcher(encoded)
        .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT));
  }

  private static String decoded(String written) {
    try {
      return URLDecoder.decode(written, UTF_8);
    } catch (IllegalArgumentException e) {
      return written;
    }
  }
}
