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
package io.github.flinkcomments.connector.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;

/** Options as they were given, with the refusals that are the same for many of them. */
final class GivenOptions {

  /** RFC 6901, section 3. */
  private static final Pattern INVALID_ESCAPE = Pattern.compile("~(?![01])");

  private final ReadableConfig options;

  GivenOptions(ReadableConfig options) {
    this.options = options;
  }

  <V> V get(ConfigOption<V> option) {
    return options.get(option);
  }

  <V> Optional<V> getOptional(ConfigOption<V> option) {
    return options.getOptional(option);
  }

  boolean isSet(ConfigOption<?> option) {
    return options.getOptional(option).isPresent();
  }

  /** The parts of a value that are separated by semicolons. */
  static List<String> list(String text) {
    return Arrays.stream(text.split(";", -1)).map(String::strip).toList();
  }

  /** Returns a value that has to be set; the sentence goes on with {@code wayOut}. */
  <V> V require(ConfigOption<V> option, String wayOut) {
    return getOptional(option)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The option '%s' is missing; %s.".formatted(option.key(), wayOut)));
  }

  /** An option that would have no effect is a mistake of whoever set it. */
  void refuse(ConfigOption<?> option, boolean effective, String condition) {
    if (!effective && getOptional(option).isPresent()) {
      throw new IllegalArgumentException(
          "The option '%s' has no effect without %s; set both or neither."
              .formatted(option.key(), condition));
    }
  }

  /** Requires an option, if it is set, to hold JSON pointers. */
  void requirePointer(ConfigOption<String> option) {
    getOptional(option)
        .ifPresent(
            text ->
                list(text)
                    .forEach(
                        pointer -> {
                          if (!pointer.startsWith("/")) {
                            throw new IllegalArgumentException(
                                "The option '%s' is '%s', but a JSON pointer starts with '/', like '/meta/next'."
                                    .formatted(option.key(), text));
                          }
                          if (INVALID_ESCAPE.matcher(pointer).find()) {
                            throw new IllegalArgumentException(
                                "The option '%s' is '%s', but a JSON pointer has '~' only in '~0' for '~', and in '~1' for '/'."
                                    .formatted(option.key(), text));
                          }
                        }));
  }
}
