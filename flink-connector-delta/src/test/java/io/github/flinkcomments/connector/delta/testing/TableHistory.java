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
package io.github.flinkcomments.connector.delta.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.VersionLog;
import io.delta.standalone.actions.Action;
import io.delta.standalone.actions.AddFile;
import io.delta.standalone.actions.RemoveFile;
import io.delta.standalone.actions.SetTransaction;
import io.github.flinkcomments.connector.delta.log.StandaloneReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** What a table holds and how it came to hold it, read without any code of the writer. */
public final class TableHistory {

  private final Path table;
  private final List<VersionLog> versions = new ArrayList<>();

  private TableHistory(Path table) {
    this.table = table;
    try (WithoutHadoopDefaults unset = WithoutHadoopDefaults.begin()) {
      Iterator<VersionLog> changes =
          DeltaLog.forTable(new Configuration(), table.toString()).getChanges(0, true);
      changes.forEachRemaining(versions::add);
    }
  }

  public static TableHistory of(Path table) {
    return new TableHistory(table);
  }

  public List<Long> ids() throws IOException {
    return StandaloneReader.at(table).rows(row -> row.getLong("id"));
  }

  /** The newest version. */
  public long version() {
    return versions.get(versions.size() - 1).getVersion();
  }

  /** Versions that add files. */
  public long dataVersions() {
    return versions.stream()
        .filter(version -> version.getActions().stream().anyMatch(AddFile.class::isInstance))
        .count();
  }

  private List<SetTransaction> transactions() {
    return actions(SetTransaction.class);
  }

  /** The newest checkpoint that a sink has committed. */
  public long newestCheckpoint() {
    return transactions().stream().mapToLong(SetTransaction::getVersion).max().orElseThrow();
  }

  /** All sink ids that ever committed. */
  public List<String> sinkIds() {
    return transactions().stream().map(SetTransaction::getAppId).distinct().toList();
  }

  /** Exactly the numbers below the given one, once each; each file is added once and for good. */
  public void holdsExactly(long rows) throws IOException {
    holdsOnce(rows);
    hasEachFileOnce();
  }

  /** Exactly the numbers below the given one, once each, though files may have been taken out. */
  public void holdsOnce(long rows) throws IOException {
    assertThat(ids())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, rows).boxed().toList());
    addsEachFileOnce();
  }

  /** In the whole log; nor is one taken out twice, and no transaction number ever falls. */
  public void addsEachFileOnce() {
    assertThat(actions(AddFile.class)).extracting(AddFile::getPath).doesNotHaveDuplicates();
    assertThat(removedFiles()).extracting(RemoveFile::getPath).doesNotHaveDuplicates();
    Map<String, Long> numbers = new HashMap<>();
    for (SetTransaction transaction : transactions()) {
      Long before = numbers.put(transaction.getAppId(), transaction.getVersion());
      assertThat(before == null || before < transaction.getVersion())
          .as("%s rises from %s", transaction, before)
          .isTrue();
    }
  }

  /** No data file is in the table's directory that no version has added. */
  public void hasNoLeftovers() throws IOException {
    List<Path> added =
        actions(AddFile.class).stream()
            .map(AddFile::getPath)
            .map(path -> table.resolve(URI.create(path).getPath()))
            .toList();
    try (Stream<Path> files = Files.walk(table)) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("part-")))
          .isSubsetOf(added);
    }
  }

  public List<RemoveFile> removedFiles() {
    return actions(RemoveFile.class);
  }

  /** As {@link SinkJob#partOf} has it. */
  public void holdsEachRowInItsPartition() throws IOException {
    List<Boolean> inPlace =
        StandaloneReader.at(table)
            .rows(
                row ->
                    Objects.equals(
                        row.isNullAt("part") ? null : row.getString("part"),
                        SinkJob.partOf(row.getLong("id"))));
    assertThat(inPlace).containsOnly(true);
  }

  public void hasEachFileOnce() {
    addsEachFileOnce();
    assertThat(removedFiles()).isEmpty();
  }

  private <A> List<A> actions(Class<A> kind) {
    return versions.stream()
        .flatMap(version -> version.getActions().stream())
        .filter((Action action) -> kind.isInstance(action))
        .map(kind::cast)
        .toList();
  }
}
