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
package io.github.flinkcomments.connector.rest.response;

import com.fasterxml.jackson.core.JsonPointer;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * What a user says about responses.
 *
 * @param rules what they mean
 * @param requiredHeaders names of headers that every page must have
 * @param requiredPointers JSON pointers, through objects, to what a page must have, and not null
 */
@Internal
public record ResponseOptions(
    ResponseRules rules, List<String> requiredHeaders, List<String> requiredPointers)
    implements Serializable {

  /** Nothing. */
  public static final ResponseOptions DEFAULT =
      new ResponseOptions(ResponseRules.NONE, List.of(), List.of());

  public ResponseOptions {
    requiredHeaders = List.copyOf(requiredHeaders);
    requiredPointers = List.copyOf(requiredPointers);
    for (String header : requiredHeaders) {
      if (!header.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
        throw new IllegalArgumentException(
            "The option 'response.required-header' is '%s', but that cannot be the name of a header; give the name alone, such as X-User."
                .formatted(header));
      }
    }
    for (String pointer : requiredPointers) {
      requirePointer(pointer);
    }
  }

  private static void requirePointer(String pointer) {
    if (pointer.startsWith("/")) {
      JsonPointer.compile(pointer);
      return;
    }
    throw new IllegalArgumentException(
        "The option 'response.required-pointer' is '%s', but a JSON pointer starts with '/', like '/meta/user'."
            .formatted(pointer));
  }
}
