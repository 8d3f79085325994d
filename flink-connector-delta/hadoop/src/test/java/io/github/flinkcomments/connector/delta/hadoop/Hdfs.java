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
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A NameNode and a DataNode in this process. */
final class Hdfs implements BeforeAllCallback, AfterAllCallback {

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

  /** The URI of a path. */
  String path(String path) {
    return cluster.getURI() + path;
  }
}
