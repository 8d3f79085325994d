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
package io.github.flinkcomments.connector.delta.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log of a table, read without any code of the sink or of Kernel.
 *
 * @param entries the actions of each version
 */
record TableLog(NavigableMap<Long, List<JsonNode>> entries) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DIRECTORY = "_delta_log/";
  private static final String ENTRY = "_delta_log/\\d{20}\\.json";

  static TableLog of(MemoryStorage table) {
    return of(table.history());
  }

  static TableLog of(Map<String, byte[]> files) {
    NavigableMap<Long, List<JsonNode>> entries = new TreeMap<>();
    files.forEach(
        (path, bytes) -> {
          if (path.matches(ENTRY)) {
            entries.put(Long.parseLong(path.substring(DIRECTORY.length(), 31)), actions(bytes));
          }
        });
    return new TableLog(entries);
  }

  static String pathOf(long version) {
    return "%s%020d.json".formatted(DIRECTORY, version);
  }

  private static List<JsonNode> actions(byte[] entry) {
    List<JsonNode> actions = new ArrayList<>();
    for (String line : new String(entry, StandardCharsets.UTF_8).lines().toList()) {
      try {
        actions.add(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        throw new Violation("an entry of the log is no JSON: " + line, e);
      }
    }
    return actions;
  }

  /** All actions of a kind in one version. */
  List<JsonNode> actions(long version, String kind) {
    return entries.get(version).stream()
        .filter(action -> action.has(kind))
        .map(action -> action.get(kind))
        .toList();
  }

  /** The data files that are in the table. */
  Set<String> files() {
    Set<String> files = new HashSet<>();
    for (long version : entries.keySet()) {
      actions(version, "remove").forEach(remove -> files.remove(remove.get("path").asText()));
      actions(version, "add").forEach(add -> files.add(add.get("path").asText()));
    }
    return files;
  }

  /** The newest transaction of an application. */
  OptionalLong transactionOf(String application) {
    return entries.keySet().stream()
        .flatMap(version -> actions(version, "txn").stream())
        .filter(transaction -> transaction.get("appId").asText().equals(application))
        .mapToLong(transaction -> transaction.get("version").asLong())
        .max();
  }

  static JsonNode statistics(JsonNode add) {
    try {
      return JSON.readTree(add.get("stats").asText());
    } catch (JsonProcessingException e) {
      throw new Violation("statistics are no JSON: " + add, e);
    }
  }
}
