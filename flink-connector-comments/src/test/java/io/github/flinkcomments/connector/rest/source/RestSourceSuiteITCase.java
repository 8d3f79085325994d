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
package io.github.flinkcomments.connector.rest.source;

import io.github.flinkcomments.connector.rest.RestSource;
import io.github.flinkcomments.connector.rest.RestSourceBuilder;
import io.github.flinkcomments.connector.rest.record.PojoRecordFormat;
import io.github.flinkcomments.connector.rest.source.PagedServer.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.testframe.environment.MiniClusterTestEnvironment;
import org.apache.flink.connector.testframe.external.ExternalContextFactory;
import org.apache.flink.connector.testframe.external.ExternalSystemSplitDataWriter;
import org.apache.flink.connector.testframe.external.source.DataStreamSourceExternalContext;
import org.apache.flink.connector.testframe.external.source.TestingSourceSettings;
import org.apache.flink.connector.testframe.junit.annotations.TestContext;
import org.apache.flink.connector.testframe.junit.annotations.TestEnv;
import org.apache.flink.connector.testframe.junit.annotations.TestSemantics;
import org.apache.flink.connector.testframe.testsuites.SourceTestSuiteBase;
import org.apache.flink.core.execution.CheckpointingMode;
import org.junit.jupiter.api.Tag;

/**
 * Flink's own suite for sources: bounded and continuous, savepoints, rescaling, metrics, readers
 * with nothing to do and a TaskManager that goes away.
 */
@Tag("heavy")
class RestSourceSuiteITCase extends SourceTestSuiteBase<RestSourceSuiteITCase.Written> {

  /** All that is in a record. */
  public record Written(String value) {}

  @TestEnv MiniClusterTestEnvironment environment = new MiniClusterTestEnvironment();

  @TestSemantics
  CheckpointingMode[] semantics = new CheckpointingMode[] {CheckpointingMode.EXACTLY_ONCE};

  @TestContext ExternalContextFactory<ServedListing> listing = name -> new ServedListing();

  /** A listing to which tests append. What they call a split is a part of it. */
  static final class ServedListing implements DataStreamSourceExternalContext<Written> {

    private static final PojoRecordFormat<Written> FORMAT = PojoRecordFormat.of(Written.class);

    private final List<Written> records = new CopyOnWriteArrayList<>();
    private final PagedServer server;

    ServedListing() {
      try {
        server = new PagedServer(0, this::answer);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private Answer answer(PagedServer.Request request) {
      List<Written> now = List.copyOf(records);
      int from = Math.min(request.number("_start", 0), now.size());
      int end = Math.min(from + request.number("_limit", 10), now.size());
      return Answer.ok(
              now.subList(from, end).stream()
                  .map(record -> "{\"value\":\"%s\"}".formatted(record.value()))
                  .collect(Collectors.joining(",", "[", "]")))
          .with("X-Total-Count", String.valueOf(now.size()));
    }

    @Override
    public Source<Written, ?, ?> createSource(TestingSourceSettings settings) {
      RestSourceBuilder<Written> source =
          RestSource.builder(FORMAT)
              .setUrl(server.url("/records"))
              .setRecordKey("/value")
              .setPageSize(20)
              .setPollInterval(Duration.ofMillis(50));
      return (settings.getBoundedness() == Boundedness.BOUNDED ? source.setBounded() : source)
          .build();
    }

    @Override
    public ExternalSystemSplitDataWriter<Written> createSourceSplitDataWriter(
        TestingSourceSettings settings) {
      return new ExternalSystemSplitDataWriter<>() {
        @Override
        public void writeRecords(List<Written> written) {
          records.addAll(written);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public List<Written> generateTestData(TestingSourceSettings settings, int split, long seed) {
      Random random = new Random(seed);
      return IntStream.range(0, 50 + random.nextInt(50))
          .mapToObj(i -> new Written("%d-%d-%x".formatted(split, i, random.nextLong())))
          .toList();
    }

    @Override
    public TypeInformation<Written> getProducedType() {
      return FORMAT.getProducedType();
    }

    @Override
    public List<URL> getConnectorJarPaths() {
      return List.of();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
