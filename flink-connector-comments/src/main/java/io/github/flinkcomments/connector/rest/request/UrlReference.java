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

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.annotation.Internal;

/**
 * A URL, or a part of one, as a server writes it, and what it means where it was found (RFC 3986,
 * section 5; Java's own {@link URI#resolve} follows an older one). What servers write although it
 * may not stand in a URL, such as spaces or letters beyond ASCII, is percent-encoded. Pure.
 *
 * @param scheme without the colon
 * @param authority host and port, without the slashes
 * @param path as it is written
 * @param query without the question mark
 */
@Internal
public record UrlReference(
    Optional<String> scheme, Optional<String> authority, String path, Optional<String> query) {

  /** A colon in the first segment of a path would make it look like a scheme, so it is refused. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?((?![^/?#]*:)[^?#]*|/[^?#]*)(?:\\?([^#]*))?(?:#.*)?",
          Pattern.DOTALL);

  private static final Pattern NOT_IN_URLS =
      Pattern.compile("[^\\x21-\\x7E]|[\"<>\\\\^`{|}]|%(?![0-9A-Fa-f]{2})");

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException if it is none; without showing it, since it may hold a secret
   */
  public static UrlReference parse(String text) {
    Matcher parts = PARTS.matcher(text.strip());
    if (!parts.matches()) {
      throw new IllegalArgumentException("The URL has a colon where only a scheme may have one.");
    }
    return new UrlReference(
        Optional.ofNullable(parts.group(1)),
        Optional.ofNullable(parts.group(2)),
        encode(parts.group(3)),
        Optional.ofNullable(parts.group(4)).map(UrlReference::encode));
  }

  /** Reads a reference from a header, each of whose characters stands for a byte. */
  public static UrlReference ofHeader(String value) {
    StringBuilder ascii = new StringBuilder();
    for (byte octet : value.getBytes(ISO_8859_1)) {
      ascii.append(octet < 0 ? "%%%02X".formatted(octet & 0xFF) : String.valueOf((char) octet));
    }
    return parse(ascii.toString());
  }

  /**
   * Returns what the reference means in a document that was found at {@code base}.
   *
   * @throws IllegalArgumentException if that cannot be a URL
   */
  public URI resolve(URI base) {
    UrlReference document = parse(base.toString());
    if (scheme.isPresent()) {
      return new UrlReference(scheme, authority, withoutDots(path), query).toUri();
    }
    if (authority.isPresent()) {
      return new UrlReference(document.scheme, authority, withoutDots(path), query).toUri();
    }
    if (path.isEmpty()) {
      Optional<String> ownQuery = query.isPresent() ? query : document.query;
      return document.withPathAndQuery(document.path, ownQuery).toUri();
    }
    String whole = path.startsWith("/") ? path : document.directory() + path;
    return document.withPathAndQuery(withoutDots(whole), query).toUri();
  }

  /** Returns this as a URL. */
  URI toUri() {
    StringBuilder text = new StringBuilder();
    scheme.ifPresent(name -> text.append(name).append(':'));
    authority.ifPresent(host -> text.append("//").append(asciiAuthority(host)));
    text.append(path);
    query.ifPresent(parameters -> text.append('?').append(parameters));
    try {
      return new URI(text.toString());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "The URL is malformed at position %d: %s.".formatted(e.getIndex() + 1, e.getReason()));
    }
  }

  /** Percent-encodes what may not stand in a URL; what is encoded already stays. */
  static String encode(String text) {
    return NOT_IN_URLS
        .matcher(text)
        .replaceAll(wrong -> Matcher.quoteReplacement(escape(wrong.group())));
  }

  static String escape(String character) {
    StringBuilder escaped = new StringBuilder();
    for (byte octet : character.getBytes(UTF_8)) {
      escaped.append("%%%02X".formatted(octet & 0xFF));
    }
    return escaped.toString();
  }

  private UrlReference withPathAndQuery(String newPath, Optional<String> newQuery) {
    return new UrlReference(scheme, authority, newPath, newQuery);
  }

  private String directory() {
    return path.isEmpty() ? "/" : path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Names of hosts may be international (RFC 3490). */
  private static String asciiAuthority(String authority) {
    return authority.chars().allMatch(character -> character < 0x80)
        ? authority
        : IDN.toASCII(authority);
  }

  /** RFC 3986, section 5.2.4. */
  private static String withoutDots(String path) {
    StringBuilder kept = new StringBuilder();
    String rest = path;
    while (!rest.isEmpty()) {
      int end = rest.indexOf('/', 1);
      String segment = end < 0 ? rest : rest.substring(0, end);
      rest = end < 0 ? "" : rest.substring(end);
      if (segment.equals("/..") || segment.equals("..")) {
        kept.setLength(Math.max(0, kept.lastIndexOf("/")));
        rest = rest.isEmpty() ? "/" : rest;
      } else if (segment.equals("/.") || segment.equals(".")) {
        rest = rest.isEmpty() ? "/" : rest;
      } else {
        kept.append(segment);
      }
    }
    return kept.toString();
  }
}
