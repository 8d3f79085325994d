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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A NameNode and a DataNode in this process. */
public final class Hdfs implements BeforeAllCallback, AfterAllCallback {

  private MiniDFSCluster cluster;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Path directory =
        Files.createTempDirectory(Files.createDirectories(Path.of("target", "hdfs")), "run-");
    cluster = new MiniDFSCluster.Builder(new Configuration(), directory.toFile()).build();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    cluster.shutdown(true);
  }

  /** Storage options: a file is closed without a pause of 400 ms where the DataNode is slow. */
  public Map<String, String> options() {
    return Map.of("dfs.client.block.write.locateFollowingBlock.initial.delay.ms", "5");
  }

  /** The URI of a path. */
  public String path(String path) {
    return cluster.getURI() + path;
  }

  /** Copies a table to a local directory, for readers that know nothing of HDFS. */
  public Path copy(String path, Path directory) throws IOException {
    org.apache.hadoop.fs.Path source = new org.apache.hadoop.fs.Path(path(path));
    Path copy = directory.resolve(source.getName());
    cluster
        .getFileSystem()
        .copyToLocalFile(false, source, new org.apache.hadoop.fs.Path(copy.toUri()), true);
    return copy;
  }
}
