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

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.annotation.Internal;

/**
 * A response whose headers have arrived and whose body is arriving.
 *
 * @param uri where it came from: the URL that was asked for, or the one that redirects led to
 * @param status the status; 2xx, unless a rule said what to make of another one
 * @param headers all headers; names are looked up in any case
 * @param charset character set of the body, UTF-8 unless the server names another
 * @param body the decompressed body; it fails beyond the largest size and after the time-out, and
 *     is closed by the client
 * @param fetchTimeMillis when the headers arrived, in milliseconds since the epoch
 */
@Internal
public record PageResponse(
    URI uri,
    int status,
    Map<String, List<String>> headers,
    Charset charset,
    InputStream body,
    long fetchTimeMillis) {

  public PageResponse {
    Map<String, List<String>> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.putAll(headers);
    headers = anyCase;
  }

  /** Returns the first value of a header. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name, List.of()).stream().findFirst();
  }
}
