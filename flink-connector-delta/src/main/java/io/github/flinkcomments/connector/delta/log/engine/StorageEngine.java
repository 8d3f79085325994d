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
package io.github.flinkcomments.connector.delta.log.engine;

import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.MetricsReporter;
import io.delta.kernel.engine.ParquetHandler;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** Kernel's default engine on the storage of a table. */
@Internal
public class StorageEngine extends DefaultEngine {

  /** How log entries say who has written them. */
  public static final String INFO = "flink-connector-delta";

  private final StorageFileIO files;

  public StorageEngine(StorageFileIO files) {
    super(files);
    this.files = files;
  }

  @Override
  public ParquetHandler getParquetHandler() {
    return new WholeFileParquetHandler(files);
  }

  /** The default one turns every commit into a page of JSON in the log of the process. */
  @Override
  public List<MetricsReporter> getMetricsReporters() {
    return List.of();
  }
}
