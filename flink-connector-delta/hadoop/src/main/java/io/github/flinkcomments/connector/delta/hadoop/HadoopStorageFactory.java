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

import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorageFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.hadoop.fs.Path;

/**
 * Makes storages for {@code hdfs://…}, {@code abfs://…}, {@code abfss://…} and {@code gs://…}. The
 * classes of the file system itself come from the user's Hadoop.
 */
public final class HadoopStorageFactory implements TableStorageFactory {

  /** How a file gets its name at once and as a whole, by the scheme of the file system. */
  private static final Map<String, Function<HadoopCalls, Publication>> PUBLICATIONS =
      Map.of(
          "hdfs", Renames::new,
          "abfs", HierarchicalRenames::new,
          "abfss", HierarchicalRenames::new,
          "gs", WholeObjects::new);

  @Override
  public Set<String> schemes() {
    return PUBLICATIONS.keySet();
  }

  /**
   * @param options properties of Hadoop that are added to those of the environment ({@code
   *     core-site.xml}); each begins with {@code fs.}, {@code dfs.} or {@code hadoop.}
   */
  @Override
  public TableStorage open(String tablePath, Map<String, String> options) {
    HadoopOptions.require(tablePath, options);
    try {
      return openIn(new Path(tablePath), options);
    } catch (NoClassDefFoundError e) {
      throw new IllegalArgumentException(
          "The table path '%s' is on a file system of Hadoop, whose JARs are missing (%s): put hadoop-client-api and hadoop-client-runtime beside the connector, or into the job."
              .formatted(tablePath, e.getMessage()),
          e);
    }
  }

  private static TableStorage openIn(Path root, Map<String, String> options) {
    if (root.isRoot()) {
      throw new IllegalArgumentException(
          "The table path '%s' names no directory: give one, as in %s"
              .formatted(root, new Path(root, "tables/comments")));
    }
    HadoopCalls calls = new HadoopCalls(root, options);
    String scheme = root.toUri().getScheme().toLowerCase(Locale.ROOT);
    return new HadoopStorage(root, calls, PUBLICATIONS.get(scheme).apply(calls));
  }
}
