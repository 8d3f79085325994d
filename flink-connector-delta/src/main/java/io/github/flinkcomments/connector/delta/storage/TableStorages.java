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
package io.github.flinkcomments.connector.delta.storage;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.annotation.Internal;

/** Finds the store that a path is in, by the scheme of the path. */
@Internal
public final class TableStorages {

  private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");

  private static final Set<String> ON_S3 = Set.of("s3", "s3a");
  private static final Set<String> ON_HADOOP = Set.of("hdfs", "abfs", "abfss", "gs");

  private TableStorages() {}

  /**
   * Makes no access yet.
   *
   * @param tablePath {@code /directory}, {@code file:///directory} or {@code scheme://…}, absolute,
   *     not percent-encoded
   * @param options how to reach the store; none for a local path
   * @throws IllegalArgumentException if the path or the options cannot be used
   */
  public static TableStorage open(String tablePath, Map<String, String> options) {
    Optional<String> scheme = scheme(tablePath);
    if (scheme.isEmpty() || scheme.get().equals(LocalLocation.SCHEME)) {
      return new LocalStorage(LocalLocation.resolve(tablePath, options));
    }
    return factories()
        .filter(factory -> factory.schemes().contains(scheme.get()))
        .findFirst()
        .orElseThrow(() -> unknown(tablePath, scheme.get()))
        .open(tablePath, options);
  }

  private static Optional<String> scheme(String tablePath) {
    Matcher parts = WITH_SCHEME.matcher(tablePath);
    return parts.matches()
        ? Optional.of(parts.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  /**
   * Those beside this class come first. Those of the context are for a JAR that a session or a job
   * has added to a connector in {@code lib/}.
   */
  private static Stream<TableStorageFactory> factories() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    loaders.add(TableStorages.class.getClassLoader());
    loaders.add(Thread.currentThread().getContextClassLoader());
    return loaders.stream()
        .filter(Objects::nonNull)
        .flatMap(loader -> ServiceLoader.load(TableStorageFactory.class, loader).stream())
        .map(ServiceLoader.Provider::get);
  }

  private static IllegalArgumentException unknown(String tablePath, String scheme) {
    String reason =
        ON_S3.contains(scheme)
            ? "is on S3, whose JAR is missing: put flink-sql-connector-delta-s3 beside the connector, or flink-connector-delta-s3 into the job."
            : ON_HADOOP.contains(scheme)
                ? "is on a file system of Hadoop, and the JAR for those is missing: put flink-connector-delta-hadoop and the JARs of Hadoop beside the connector, or into the job."
                : "has the scheme '%s', for which there is no storage: use /directory, file:///directory, s3://bucket/path, or a path of HDFS, Azure or Google Cloud Storage."
                    .formatted(scheme);
    return new IllegalArgumentException("The table path '%s' %s".formatted(tablePath, reason));
  }
}
