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
package io.github.flinkcomments.connector.delta.log;

import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Protocol;
import io.delta.kernel.internal.tablefeatures.TableFeature;
import io.delta.kernel.internal.tablefeatures.TableFeatures;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says no to tables that ask more of a writer than we do. Kernel has its own list, but we write
 * data files past Kernel, so what it would do to them does not count for us.
 */
final class WritableTable {

  /**
   * Features that ask nothing of an append of plain files with statistics, or only things that
   * Kernel does in the log or refuses itself when they are in use (constraints, invariants,
   * generated and identity columns).
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "appendOnly",
          "changeDataFeed",
          "checkConstraints",
          "columnMapping", // as long as its mode is none, see below
          "deletionVectors",
          "domainMetadata",
          "generatedColumns",
          "identityColumns",
          "inCommitTimestamp",
          "invariants",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck");

  private static final String COLUMN_MAPPING_MODE = "delta.columnMapping.mode";

  private WritableTable() {}

  /**
   * Looks at a table that is there.
   *
   * @throws DeltaTableException.UnsupportedTable naming the feature
   */
  static void require(SnapshotImpl table) {
    requireSupportedByKernel(table);
    requireFeatures(table.getPath(), table.getProtocol(), table.getTableProperties());
  }

  private static void requireSupportedByKernel(SnapshotImpl table) {
    try {
      TableFeatures.validateKernelCanWriteToTable(
          table.getProtocol(), table.getMetadata(), table.getPath());
    } catch (KernelException e) {
      throw new DeltaTableException.UnsupportedTable(
          "The Delta table at %s cannot be written: %s".formatted(table.getPath(), e.getMessage()),
          e);
    }
  }

  /**
   * Looks at a table that is there, or is about to be created.
   *
   * @throws DeltaTableException.UnsupportedTable naming the feature
   */
  static void requireFeatures(String path, Protocol protocol, Map<String, String> properties) {
    Set<String> foreign =
        protocol.getImplicitlyAndExplicitlySupportedFeatures().stream()
            .map(TableFeature::featureName)
            .filter(feature -> !HARMLESS.contains(feature))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!foreign.isEmpty()) {
      throw refused(path, "the table feature " + String.join(", ", foreign));
    }
    String mapping = properties.getOrDefault(COLUMN_MAPPING_MODE, "none");
    if (!mapping.equalsIgnoreCase("none")) {
      throw refused(
          path,
          "the table feature columnMapping (%s = %s)".formatted(COLUMN_MAPPING_MODE, mapping));
    }
  }

  private static DeltaTableException refused(String path, String what) {
    return new DeltaTableException.UnsupportedTable(
        "The Delta table at %s has %s, which this sink cannot write: write to another table, or to a copy without it."
            .formatted(path, what));
  }
}
