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
package io.github.flinkcomments.examples.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands one cluster to all tests, since it takes its time to start: two JobManagers, and two
 * TaskManagers with two slots each. Each test leaves it as it was.
 */
final class SharedCluster implements ParameterResolver {

  static final int SLOTS = 4;

  private static final Namespace NAMESPACE = Namespace.create(SharedCluster.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == FlinkCluster.class;
  }

  @Override
  public FlinkCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(FlinkCluster.class, key -> start(), FlinkCluster.class);
  }

  /** Its logs outlive the tests. */
  private static FlinkCluster start() {
    try {
      Path directory =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "clusters")), "shared-");
      return FlinkCluster.builder(directory)
          .jobManagers(2)
          .taskManagers(2)
          .slots(SLOTS / 2)
          .option("execution.checkpointing.interval", "500 ms")
          .start();
    } catch (IOException e) {
      throw new IllegalStateException("The cluster could not be started.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the cluster was starting.", e);
    }
  }
}
