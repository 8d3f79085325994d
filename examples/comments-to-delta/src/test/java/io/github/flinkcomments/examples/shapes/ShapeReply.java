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
package io.github.flinkcomments.examples.shapes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** An answer of an imitated API, all of them JSON. */
record ShapeReply(int status, Map<String, String> headers, String body) {

  static ShapeReply json(String body) {
    return new ShapeReply(200, Map.of(), body);
  }

  static ShapeReply error(int status, String body) {
    return new ShapeReply(status, Map.of(), body);
  }

  /** An array of records. */
  static String array(List<Integer> ids) {
    return array(ids, ServedRecords::json);
  }

  static String array(List<Integer> ids, IntFunction<String> record) {
    return ids.stream().map(record::apply).collect(Collectors.joining(",", "[", "]"));
  }

  ShapeReply with(String header, Object value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(header, value.toString());
    return new ShapeReply(status, all, body);
  }
}
