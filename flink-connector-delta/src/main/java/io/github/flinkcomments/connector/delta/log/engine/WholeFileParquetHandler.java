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

import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultParquetHandler;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.PositionOutputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.github.flinkcomments.connector.delta.storage.TableStorage;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.annotation.Internal;

/**
 * Publishes a log checkpoint only after its last action was written.
 *
 * <p>Kernel closes its Parquet writer also when reading the actions fails half-way, and a closed
 * writer leaves a well-formed file with half of the table in it. So the storage hears of the end of
 * the file from us, and only if Kernel came to it.
 */
@Internal
public class WholeFileParquetHandler extends DefaultParquetHandler {

  private final StorageFileIO files;

  public WholeFileParquetHandler(StorageFileIO files) {
    super(files);
    this.files = files;
  }

  @Override
  public void writeParquetFileAtomically(
      String target, CloseableIterator<FilteredColumnarBatch> data) throws IOException {
    files
        .storage()
        .putIfAbsent(
            files.inside(target),
            output ->
                new DefaultParquetHandler(new OneOutput(files.storage(), output))
                    .writeParquetFileAtomically(target, data));
  }

  /** Lets Kernel write into a stream that is open. */
  private static final class OneOutput extends StorageFileIO {

    private final CountedOutput output;

    OneOutput(TableStorage storage, OutputStream output) {
      super(storage);
      this.output = new CountedOutput(output);
    }

    /** Kernel looks at the file that it has written, which is not in its place yet. */
    @Override
    public FileStatus getFileStatus(String path) {
      return FileStatus.of(path, output.getPos(), 0);
    }

    @Override
    public OutputFile newOutputFile(String path) {
      return new OutputFile() {
        @Override
        public String path() {
          return path;
        }

        @Override
        public PositionOutputStream create(boolean atomic) {
          return output;
        }

        @Override
        public void writeAtomically(CloseableIterator<String> lines, boolean overwrite) {
          throw new UnsupportedOperationException("Parquet has no lines.");
        }
      };
    }
  }

  private static final class CountedOutput extends PositionOutputStream {

    private final OutputStream output;
    private long position;

    CountedOutput(OutputStream output) {
      this.output = output;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int value) throws IOException {
      output.write(value);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      output.write(bytes, offset, length);
      position += length;
    }
  }
}
