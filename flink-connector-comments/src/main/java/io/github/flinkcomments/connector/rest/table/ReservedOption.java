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
package io.github.flinkcomments.connector.rest.table;

import java.util.regex.Pattern;

/** Names that are kept for what the connector is to learn: whoever gives one is told so. */
enum ReservedOption {
  SLICES(
      "slices\\..+",
      "a listing is read as one; declare a table for each slice, with its value in 'url', and combine them by UNION ALL"),
  SCAN_MODE(
      "scan\\.mode",
      "a listing is read once, and then what is appended to it; leave the option out"),
  SWEEP_INTERVAL(
      "scan\\.sweep-interval",
      "a listing is read once, and then what is appended to it every 'scan.poll-interval'; set that instead"),
  INCREMENTAL(
      "incremental\\..+",
      "a bound that the API takes can be fixed by 'request.query.NAME'; leave the option out");

  private final Pattern names;
  private final String wayOut;

  ReservedOption(String names, String wayOut) {
    this.names = Pattern.compile(names);
    this.wayOut = wayOut;
  }

  /**
   * Refuses a name that is reserved.
   *
   * @throws IllegalArgumentException that says what to do in its place
   */
  static void refuse(String name) {
    for (ReservedOption reserved : values()) {
      if (reserved.names.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "The option '%s' is not supported yet: %s.".formatted(name, reserved.wayOut));
      }
    }
  }
}
