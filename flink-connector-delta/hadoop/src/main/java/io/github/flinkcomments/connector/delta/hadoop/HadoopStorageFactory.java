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
import org.apache.hadoop.fs.Path;

/**
 * Makes storages for {@code hdfs://…}, {@code abfs://…}, {@code abfss://…} and {@code gs://…}. The
 * classes of the file system itself come from the user's Hadoop.
 */
public final class HadoopStorageFactory implements TableStorageFactory {

  private static final Set<String> FILES_APPEAR_WHOLE = Set.of("gs");
  private static final Set<String> FILES_ARE_RENAMED = Set.of("hdfs", "abfs", "abfss");

  @Override
  public Set<String> schemes() {
    return Set.of("hdfs", "abfs", "abfss", "gs");
  }

  /**
   * @param options properties of Hadoop that are added to those of the environment ({@code
   *     core-site.xml}); each begins with {@code fs.}, {@code dfs.} or {@code hadoop.}
   */
  @Override
  public TableStorage open(String tablePath, Map<String, String> options) {
    HadoopOptions.require(tablePath, options);
    Path root = new Path(tablePath);
    if (root.isRoot()) {
      throw new IllegalArgumentException(
          "The table path '%s' names no directory: give one, as in %s"
              .formatted(tablePath, tablePath + "/tables/comments"));
    }
    HadoopCalls calls = new HadoopCalls(root, options);
    String scheme = root.toUri().getScheme().toLowerCase(Locale.ROOT);
    return new HadoopStorage(root, calls, publication(scheme, calls));
  }

  /** How a file gets its name at once and as a whole differs. */
  private static Publication publication(String scheme, HadoopCalls calls) {
    if (FILES_APPEAR_WHOLE.contains(scheme)) {
      return new WholeObjects(calls);
    }
    if (FILES_ARE_RENAMED.contains(scheme)) {
      return new Renames(calls);
    }
    throw new IllegalArgumentException(scheme);
  }
}
