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

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Publishes a log checkpoint only after its last action was written.
 *
 * <p>Kernel closes its Parquet writer also when reading the actions fails half-way, and a closed
 * writer leaves a well-formed file with half of the table in it. So the file is written under
 * another name, and that name is given up unless Kernel came to the end.
 */
class WholeFileParquetHandler extends DefaultParquetHandler {

  WholeFileParquetHandler(FileIO files) {
    super(files);
  }

  @Override
  public void writeParquetFileAtomically(
      String target, CloseableIterator<FilteredColumnarBatch> data) throws IOException {
    Path temporary = Durable.temporaryFor(Path.of(target));
    try {
      super.writeParquetFileAtomically(temporary.toString(), data);
      Durable.publishIfAbsent(temporary, Path.of(target));
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
