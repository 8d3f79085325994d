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

import io.github.flinkcomments.connector.delta.storage.TableStorage.Content;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.io.IOException;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.Path;

/**
 * For Azure, where a rename takes place at once only in accounts with a hierarchical namespace. In
 * others it is a copy and a deletion, and two writers would both win a version.
 *
 * @param calls to the file system
 * @param renames put files
 */
record HierarchicalRenames(HadoopCalls calls, Renames renames) implements Publication {

  HierarchicalRenames(HadoopCalls calls) {
    this(calls, new Renames(calls));
  }

  /** There are access control lists in accounts with such a namespace, and in no others. */
  @Override
  public void requireFit(Path root) throws IOException {
    if (!calls.call(files -> files.hasPathCapability(root, CommonPathCapabilities.FS_ACLS))) {
      throw new UnusableLocationException(
          "The table path '%s' is in a storage account without a hierarchical namespace, where two jobs could write one version of the table: use an account that has one, or another store."
              .formatted(root));
    }
  }

  @Override
  public void putIfAbsent(Path target, Content content) throws IOException {
    renames.putIfAbsent(target, content);
  }

  @Override
  public void putReplacing(Path target, Content content) throws IOException {
    renames.putReplacing(target, content);
  }
}
