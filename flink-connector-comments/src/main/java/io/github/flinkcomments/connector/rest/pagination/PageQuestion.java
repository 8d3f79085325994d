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
package io.github.flinkcomments.connector.rest.pagination;

import io.github.flinkcomments.connector.rest.request.PlaceholderValue;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What is special about the request for one page.
 *
 * @param values what placeholders stand for
 * @param parameters query parameters
 * @param uri the page's own URL, if an answer has told it
 */
record PageQuestion(
    Map<String, PlaceholderValue> values, Map<String, String> parameters, Optional<URI> uri) {

  static PageQuestion of(Map<String, PlaceholderValue> values, Map<String, String> parameters) {
    return new PageQuestion(values, parameters, Optional.empty());
  }

  /** A page that needs nothing to be told, as the first one does. */
  static PageQuestion plain() {
    return of(Map.of(), Map.of());
  }

  /** A query parameter, unless it has no name. */
  static Map<String, String> parameter(String name, String value) {
    return name.isEmpty() ? Map.of() : Map.of(name, value);
  }
}
