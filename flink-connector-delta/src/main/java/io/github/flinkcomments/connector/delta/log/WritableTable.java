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
import io.github.flinkcomments.connector.delta.log.failure.DeltaTableException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says no to tables that ask more of a writer than we do. Kernel has its own list, but we write
 * data files past Kernel, so what it would do to them does not count for us.
 */
final class WritableTable {

  /**
   * Features that ask nothing of an append of files with statistics, or only things that Kernel
   * does in the log (row ids) or refuses itself when they are in use (constraints, invariants,
   * generated and identity columns). A variant can be in a column that the sink does not write.
   */
  private static final Set<String> HARMLESS =
      Set.of(
          "appendOnly",
          "changeDataFeed",
          "checkConstraints",
          "clustering", // as long as there are statistics, see ClusteringColumns
          "columnMapping", // see StoredColumns
          "deletionVectors",
          "domainMetadata",
          "generatedColumns",
          "identityColumns",
          "inCommitTimestamp",
          "invariants",
          "rowTracking",
          "timestampNtz",
          "typeWidening",
          "typeWidening-preview",
          "v2Checkpoint",
          "vacuumProtocolCheck",
          "variantType",
          "variantType-preview");

  private WritableTable() {}

  /**
   * Looks at a table that is there.
   *
   * @throws DeltaTableException.UnsupportedTable naming the feature
   */
  static void require(SnapshotImpl table) {
    requireSupportedByKernel(table);
    requireFeatures(table.getPath(), table.getProtocol());
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
  static void requireFeatures(String path, Protocol protocol) {
    Set<String> foreign =
        protocol.getImplicitlyAndExplicitlySupportedFeatures().stream()
            .map(TableFeature::featureName)
            .filter(feature -> !HARMLESS.contains(feature))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!foreign.isEmpty()) {
      throw new DeltaTableException.UnsupportedTable(
          "The Delta table at %s has the table feature %s, which this sink cannot write: write to another table, or to a copy without it."
              .formatted(path, String.join(", ", foreign)));
    }
  }
}
