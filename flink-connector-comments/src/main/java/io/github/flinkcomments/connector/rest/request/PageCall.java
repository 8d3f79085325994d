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

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/**
 * A request for one page. Immutable.
 *
 * <p>Every call only reads: a listing that is asked for by {@code POST}, as searches and GraphQL
 * are, is asked again after a failure just as by {@code GET}.
 *
 * @param method how it is asked for
 * @param uri where; absolute, and of HTTP
 * @param headers of this call alone, in any case; they override those of the client
 * @param body the body, sent as UTF-8; only with {@code POST}. Unless a header says otherwise it is
 *     {@code application/json}
 */
@Internal
public record PageCall(Method method, URI uri, Map<String, String> headers, Optional<String> body) {

  /** How a page is asked for. */
  public enum Method {
    GET,
    POST
  }

  public PageCall {
    uri = ascii(uri);
    if (method == Method.GET && body.isPresent()) {
      throw new IllegalArgumentException(
          "A body cannot be sent by GET; ask by POST, or leave the body out.");
    }
    headers = Map.copyOf(headers);
  }

  /** The HTTP client sends question marks for letters beyond ASCII. */
  private static URI ascii(URI uri) {
    String text = uri.toString();
    return text.chars().allMatch(character -> character < 0x80)
        ? uri
        : UrlReference.parse(text).toUri();
  }

  /** Asks for a URL by {@code GET}, without headers of its own. */
  public static PageCall get(URI uri) {
    return new PageCall(Method.GET, uri, Map.of(), Optional.empty());
  }

  /** Returns this call to another place. */
  public PageCall withUri(URI newUri) {
    return new PageCall(method, newUri, headers, body);
  }

  /** Tells method and URL, with secrets masked, and the names of headers; never their values. */
  @Override
  public String toString() {
    Map<String, String> masked = new TreeMap<>(headers);
    masked.replaceAll((name, value) -> Secret.MASK);
    return "PageCall[%s %s, headers=%s, body=%s]"
        .formatted(
            method,
            MaskedUri.of(uri),
            masked,
            body.map(text -> text.length() + " characters").orElse("none"));
  }
}
