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
package io.github.flinkcomments.connector.delta.hadoop;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which storage options are properties of Hadoop. */
final class HadoopOptions {

  private static final List<String> PREFIXES = List.of("fs.", "dfs.", "hadoop.");

  private HadoopOptions() {}

  /** Names options only: values may be secrets. */
  static void require(String tablePath, Map<String, String> options) {
    TreeSet<String> foreign = new TreeSet<>(options.keySet());
    foreign.removeIf(option -> PREFIXES.stream().anyMatch(option::startsWith));
    if (!foreign.isEmpty()) {
      throw new IllegalArgumentException(
          "The table path '%s' is on a file system of Hadoop, whose storage options are its properties, such as storage.fs.azure.account.auth.type: remove %s."
              .formatted(tablePath, foreign));
    }
  }
}
