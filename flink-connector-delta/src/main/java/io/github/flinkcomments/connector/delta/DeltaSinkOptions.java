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
package io.github.flinkcomments.connector.delta;

import static org.apache.flink.configuration.description.TextElement.code;

import io.github.flinkcomments.connector.delta.commit.FreshStartMode;
import io.github.flinkcomments.connector.delta.commit.RewindMode;
import io.github.flinkcomments.connector.delta.log.schema.SchemaEvolution;
import io.github.flinkcomments.connector.delta.writer.Compression;
import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.Description;

/** Every option of the sink, with its default and its meaning. Builder and SQL both read them. */
@PublicEvolving
public final class DeltaSinkOptions {

  /** Options that begin like this become properties of a table that the sink creates. */
  public static final String TABLE_PROPERTY_PREFIX = "delta.";

  /** Options that begin like this go to the storage, without the prefix. */
  public static final String STORAGE_PREFIX = "storage.";

  public static final ConfigOption<String> TABLE_PATH =
      ConfigOptions.key("table-path")
          .stringType()
          .noDefaultValue()
          .withFallbackKeys("table_path")
          .withDescription(
              Description.builder()
                  .text(
                      "Required. Absolute local path, %s or %s, that every process "
                          + "of the job can reach, or a path such as %s or %s with the "
                          + "JARs for it. The table is created if it does not exist.",
                      code("/directory"),
                      code("file:///directory"),
                      code("s3://bucket/path"),
                      code("hdfs://host/path"))
                  .build());

  public static final ConfigOption<Compression> COMPRESSION =
      ConfigOptions.key("sink.compression")
          .enumType(Compression.class)
          .defaultValue(Compression.ZSTD)
          .withDescription("How data files are compressed.");

  public static final ConfigOption<Integer> COMPRESSION_LEVEL =
      ConfigOptions.key("sink.compression-level")
          .intType()
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Only with %s. From 1, the fastest, to 22, the smallest. Without it: 3.",
                      code("zstd"))
                  .build());

  public static final ConfigOption<MemorySize> TARGET_FILE_SIZE =
      ConfigOptions.key("sink.target-file-size")
          .memoryType()
          .defaultValue(MemorySize.ofMebiBytes(128))
          .withDescription(
              "A data file is closed at this size. Each checkpoint closes the open "
                  + "files too, however small.");

  public static final ConfigOption<Integer> MAX_OPEN_PARTITIONS =
      ConfigOptions.key("sink.max-open-partitions")
          .intType()
          .defaultValue(100)
          .withDescription(
              "Partitioned tables only. Largest number of partitions for which a "
                  + "writer keeps a file open. A row of a further partition closes the "
                  + "file that has been idle longest: this makes more and smaller files, "
                  + "but takes no more memory.");

  public static final ConfigOption<DistributionMode> DISTRIBUTION_MODE =
      ConfigOptions.key("sink.distribution-mode")
          .enumType(DistributionMode.class)
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "Partitioned tables only. Which writer a row goes to. Without it: %s.",
                      code("hash"))
                  .build());

  public static final ConfigOption<SchemaEvolution> SCHEMA_EVOLUTION =
      ConfigOptions.key("sink.schema-evolution")
          .enumType(SchemaEvolution.class)
          .defaultValue(SchemaEvolution.NONE)
          .withDescription(
              "What to do if the columns of the sink differ from those of the table. "
                  + "Checked when the job starts and before each commit, since others may "
                  + "change the table.");

  public static final ConfigOption<String> ID_PREFIX =
      ConfigOptions.key("sink.id-prefix")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Beginning of the sink id, to tell jobs apart in the table's "
                  + "transaction identifiers. The rest is random and new for each start "
                  + "without state. Without a prefix the whole id is random.");

  public static final ConfigOption<FreshStartMode> ON_FRESH_START =
      ConfigOptions.key("sink.on-fresh-start")
          .enumType(FreshStartMode.class)
          .noDefaultValue()
          .withDescription(
              Description.builder()
                  .text(
                      "What to do if the job starts without a checkpoint or "
                          + "savepoint and the table holds rows of an earlier run, which "
                          + "is one with the same %s or, if this sink has none, without "
                          + "one. Default: %s, but %s for the rows of %s.",
                      code("sink.id-prefix"),
                      code("fail"),
                      code("append"),
                      code("INSERT INTO … VALUES"))
                  .build());

  public static final ConfigOption<RewindMode> ON_REWIND =
      ConfigOptions.key("sink.on-rewind")
          .enumType(RewindMode.class)
          .defaultValue(RewindMode.FAIL)
          .withDescription(
              "What to do if the job is restored from an older checkpoint or "
                  + "savepoint than the table has seen.");

  private DeltaSinkOptions() {}
}
