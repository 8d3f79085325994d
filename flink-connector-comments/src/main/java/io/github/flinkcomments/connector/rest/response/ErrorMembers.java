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

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.flink.annotation.Internal;

/**
 * How APIs tell in a body with status 200 that a request has failed: {@code "ok": false}, {@code
 * "success": false}, or an {@code error} or {@code errors} at the root that says something. Pure.
 */
@Internal
public final class ErrorMembers {

  /** The members to look at, as JSON pointers; the first that tells an error is quoted. */
  public static final List<String> POINTERS = List.of("/error", "/errors", "/ok", "/success");

  /** Those that are false where something has failed. */
  private static final Set<String> FLAGS = Set.of("/ok", "/success");

  /** A body that is a record itself has members of its own, and a launch may fail. */
  public static final List<String> POINTERS_IN_RECORDS = List.of("/error", "/errors", "/ok");

  private static final Set<String> NO_ERROR = Set.of("null", "false", "0", "\"\"", "[]", "{}");

  private ErrorMembers() {}

  /**
   * Returns the error that a body tells, as it can be quoted.
   *
   * @param members the JSON text of a member, by its pointer
   */
  public static Optional<String> find(Function<String, Optional<String>> members) {
    return POINTERS.stream()
        .flatMap(
            pointer ->
                members.apply(pointer).filter(value -> tellsError(pointer, value)).stream()
                    .map(value -> "\"%s\": %s".formatted(pointer.substring(1), value)))
        .findFirst();
  }

  private static boolean tellsError(String pointer, String value) {
    String compact = value.replaceAll("\\s+", "");
    return FLAGS.contains(pointer) ? compact.equals("false") : !NO_ERROR.contains(compact);
  }
}
