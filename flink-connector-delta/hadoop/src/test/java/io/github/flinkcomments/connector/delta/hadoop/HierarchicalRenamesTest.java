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

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import io.github.flinkcomments.connector.delta.storage.UnusableLocationException;
import java.net.URI;
import java.util.Map;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of Azure, which tell by the same capability as Hadoop's file system for them. */
class HierarchicalRenamesTest {

  @TempDir private java.nio.file.Path directory;

  @Test
  void anAccountWithoutAHierarchicalNamespaceIsRefused() throws Exception {
    try (TableStorage storage = open(FlatAccount.class)) {
      assertThatThrownBy(storage::requirePlace)
          .isInstanceOf(UnusableLocationException.class)
          .hasMessageContaining("without a hierarchical namespace")
          .hasMessageContaining("use an account that has one, or another store");
      assertThatThrownBy(storage::requireWritable).isInstanceOf(UnusableLocationException.class);
    }
  }

  @Test
  void anAccountWithOneIsTaken() throws Exception {
    try (TableStorage storage = open(HierarchicalAccount.class)) {
      assertThatCode(storage::requirePlace).doesNotThrowAnyException();
    }
  }

  private TableStorage open(Class<?> account) {
    return TableStorages.open(
        "abfs://lake@account" + directory, Map.of("fs.abfs.impl", account.getName()));
  }

  /** On a local directory. */
  public static class FlatAccount extends RawLocalFileSystem {

    @Override
    public String getScheme() {
      return "abfs";
    }

    @Override
    public URI getUri() {
      return URI.create("abfs://lake@account");
    }

    boolean isHierarchical() {
      return false;
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
      return capability.equals(CommonPathCapabilities.FS_ACLS) && isHierarchical();
    }
  }

  /** The same with a hierarchical namespace. */
  public static final class HierarchicalAccount extends FlatAccount {

    @Override
    boolean isHierarchical() {
      return true;
    }
  }
}
