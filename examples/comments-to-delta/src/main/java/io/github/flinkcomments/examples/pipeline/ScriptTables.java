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
package io.github.flinkcomments.examples.pipeline;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;

/** The tables that a script declares, and those that it fills. */
final class ScriptTables {

  private static final Set<String> OUR_SOURCES = Set.of("rest", "comments");

  /** Those whose tables are planned by what the script says, and by nothing else. */
  private static final Set<String> PLANNED_BY_SCRIPT =
      Set.of("rest", "comments", "delta", "datagen", "print", "blackhole");

  /** Options of a sink that say what it does about rows of others. */
  private static final Set<String> SHARING = Set.of("sink.id-prefix", "sink.on-fresh-start");

  /** A table that the script declares, and where. */
  private record Declaration(int line, Map<String, String> options) {

    Optional<String> option(String key) {
      return Optional.ofNullable(options.get(key));
    }
  }

  private final Map<String, Declaration> declarations = new LinkedHashMap<>();
  private final Map<String, String> sinks = new LinkedHashMap<>();
  private final Set<String> unshared = new LinkedHashSet<>();
  private boolean usesCatalogs;

  /** Adds what a {@code CREATE TABLE} in a line of the script declares. */
  void declare(CreateTableOperation create, int line) {
    declarations.put(
        create.getTableIdentifier().getObjectName(),
        new Declaration(line, create.getCatalogTable().getOptions()));
  }

  /** Tables may be declared elsewhere. */
  void useCatalogs() {
    usesCatalogs = true;
  }

  /** Adds the table that an {@code INSERT} fills. */
  void fill(SinkModifyOperation insert) {
    Map<String, String> options = insert.getContextResolvedTable().getTable().getOptions();
    String path = options.getOrDefault("table-path", options.get("table_path"));
    if (path == null || !"delta".equals(options.get("connector"))) {
      return;
    }
    sinks.put(insert.getContextResolvedTable().getIdentifier().getObjectName(), path);
    if (SHARING.stream().noneMatch(options::containsKey)) {
      unshared.add(path);
    }
  }

  /** The line that declares a table; empty if the script does not. */
  Optional<Integer> lineOf(String table) {
    return Optional.ofNullable(declarations.get(table)).map(Declaration::line);
  }

  /** What a run has to know of them. */
  PipelineTables summary() {
    return new PipelineTables(
        sinks,
        unshared,
        declarations.values().stream()
            .flatMap(declaration -> declaration.option("url").stream())
            .distinct()
            .toList(),
        !usesCatalogs
            && declarations.values().stream()
                .map(declaration -> declaration.option("connector"))
                .noneMatch(
                    connector -> connector.isEmpty() || OUR_SOURCES.contains(connector.get())));
  }

  /** Whether a plan of them depends on the script alone, and holds nothing that is secret. */
  boolean arePlannedByScript() {
    return !usesCatalogs
        && declarations.values().stream()
            .allMatch(
                declaration ->
                    declaration.option("connector").filter(PLANNED_BY_SCRIPT::contains).isPresent()
                        && declaration.options().keySet().stream()
                            .noneMatch(ScriptTables::mayBeSecret)
                        && declaration.options().values().stream()
                            .noneMatch(ScriptTables::mayHoldSecret));
  }

  private static boolean mayBeSecret(String option) {
    return option.startsWith("auth.")
        || option.startsWith("request.")
        || option.startsWith("storage.")
        || GlobalConfiguration.isSensitive(option);
  }

  private static boolean mayHoldSecret(String value) {
    boolean isUrl = value.contains("://");
    return isUrl && (value.indexOf('?') >= 0 || value.indexOf('@') >= 0);
  }
}
