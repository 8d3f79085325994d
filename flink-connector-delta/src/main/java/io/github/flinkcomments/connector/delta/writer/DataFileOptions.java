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
package io.github.flinkcomments.connector.delta.writer;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.io.Serializable;
import org.apache.flink.annotation.Internal;
import org.apache.flink.configuration.MemorySize;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;

/**
 * How data files are cut and packed.
 *
 * @param compression of the pages; default {@link Compression#ZSTD}
 * @param compressionLevel of {@link Compression#ZSTD}, from 1, which is fastest, to 22; the others
 *     have none. Default 3
 * @param targetFileSize a file is finished when it has grown to this size, as compressed as it is
 *     on disk; default 128 MiB. Checkpoints finish files too, however small.
 * @param maxOpenPartitions how many partitions a writer has files open for at once; default 100
 */
@Internal
public record DataFileOptions(
    Compression compression, int compressionLevel, MemorySize targetFileSize, int maxOpenPartitions)
    implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  /** What Zstandard itself takes. */
  public static final int DEFAULT_COMPRESSION_LEVEL = 3;

  private static final int HIGHEST_COMPRESSION_LEVEL = 22;
  private static final String ZSTD_LEVEL = "parquet.compression.codec.zstd.level";

  /** {@link Compression#ZSTD}, 128 MiB and 100 partitions. */
  public static final DataFileOptions DEFAULT =
      new DataFileOptions(Compression.ZSTD, MemorySize.ofMebiBytes(128), 100);

  public DataFileOptions {
    requireNonNull(compression, "compression");
    if (compressionLevel < 1 || compressionLevel > HIGHEST_COMPRESSION_LEVEL) {
      throw new IllegalArgumentException(
          "The option 'sink.compression-level' is %d, but it must be from 1 to %d."
              .formatted(compressionLevel, HIGHEST_COMPRESSION_LEVEL));
    }
    if (targetFileSize.getBytes() <= 0) {
      throw new IllegalArgumentException(
          "The option 'sink.target-file-size' is %s, but it must be more than nothing, such as 64mb."
              .formatted(targetFileSize));
    }
    if (maxOpenPartitions < 1) {
      throw new IllegalArgumentException(
          "The option 'sink.max-open-partitions' is %d, but it must be 1 or more."
              .formatted(maxOpenPartitions));
    }
  }

  /** Files of the default compression level. */
  public DataFileOptions(
      Compression compression, MemorySize targetFileSize, int maxOpenPartitions) {
    this(compression, DEFAULT_COMPRESSION_LEVEL, targetFileSize, maxOpenPartitions);
  }

  ParquetConfiguration parquetConfiguration() {
    ParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.setInt(ZSTD_LEVEL, compressionLevel);
    return configuration;
  }
}
