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
package io.github.flinkcomments.connector.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.record.AbsentRecords;
import io.github.flinkcomments.connector.rest.record.ErrorMode;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.enumerator.EnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.StartingOffset;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.FallbackKey;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;

/** Keys and defaults are what users rely upon: whoever changes one changes it here as well. */
class RestSourceOptionsTest {

  @Test
  void defaults() {
    Map<String, Object> defaults = new HashMap<>();
    RestSourceOptions.all().forEach(option -> defaults.put(option.key(), option.defaultValue()));

    assertThat(defaults)
        .containsOnly(
            entry("url", null),
            entry("listing.name", null),
            entry("listing.check", true),
            entry("pagination.type", PaginationType.OFFSET),
            entry("pagination.page-size", 100),
            entry("pagination.max-page-size", 1000),
            entry("pagination.offset-parameter", "_start"),
            entry("pagination.limit-parameter", "_limit"),
            entry("pagination.total", TotalType.HEADER),
            entry("pagination.total-header", "X-Total-Count"),
            entry("pagination.total-pointer", null),
            entry("record.pointer", ""),
            entry("record.single", null),
            entry("record.absent", AbsentRecords.FAIL),
            entry("record.key-pointer", null),
            entry("scan.startup.mode", StartupMode.EARLIEST),
            entry("scan.startup.offset", null),
            entry("scan.bounded.mode", null),
            entry("scan.poll-interval", Duration.ofSeconds(10)),
            entry("scan.poll-failure-timeout", Duration.ofHours(1)),
            entry("scan.max-in-flight", 32),
            entry("scan.split-size", 10_000L),
            entry("scan.max-records-per-checkpoint", null),
            entry("drift.mode", DriftCheck.FAIL),
            entry("error.mode", ErrorMode.FAIL),
            entry("error.dead-letter-path", null),
            entry("http.connect-timeout", Duration.ofSeconds(10)),
            entry("http.request-timeout", Duration.ofSeconds(30)),
            entry("http.max-body-size", MemorySize.ofMebiBytes(64)),
            entry("http.user-agent", null),
            entry("http.allowed-origins", null),
            entry("http-headers", Map.of()),
            entry("auth.type", AuthenticationType.NONE),
            entry("auth.token", null),
            entry("auth.username", null),
            entry("auth.password", null),
            entry("response.rules", null),
            entry("response.required-header", null),
            entry("response.required-pointer", null),
            entry("retry.max-attempts", 8),
            entry("retry.min-duration", null),
            entry("retry.initial-backoff", Duration.ofMillis(500)),
            entry("retry.max-backoff", Duration.ofSeconds(30)),
            entry("retry.max-server-wait", Duration.ofMinutes(5)),
            entry("retry.max-throttled-duration", Duration.ofMinutes(10)),
            entry("pagination.page-parameter", "page"),
            entry("pagination.first-page", 1L),
            entry("pagination.cursor-parameter", null),
            entry("pagination.cursor-pointer", null),
            entry("pagination.cursor-header", null),
            entry("pagination.cursor-pattern", null),
            entry("pagination.key-parameter", null),
            entry("pagination.key-pointer", null),
            entry("pagination.key-inclusive", false),
            entry("pagination.key-ranges", false),
            entry("pagination.next-pointer", null),
            entry("pagination.link-relation", "next"),
            entry("pagination.link-attribute", null),
            entry("pagination.repeat-query", false),
            entry("pagination.end", null),
            entry("pagination.end-pointer", null),
            entry("pagination.end-value", null),
            entry("pagination.total-unit", TotalUnit.RECORDS),
            entry("request.method", null),
            entry("request.body", null),
            entry("request.query", Map.of()),
            entry("request.first-query", Map.of()),
            entry("request.header", Map.of()));
  }

  @Test
  void otherNames() {
    assertThat(otherNames(RestSourceOptions.URL)).containsExactly("api_url");
    assertThat(otherNames(RestSourceOptions.MAX_RECORDS_PER_CHECKPOINT))
        .containsExactly("rows_per_batch");
    assertThat(otherNames(RestSourceOptions.RECORD_POINTER)).containsExactly("record.path");
    assertThat(otherNames(RestSourceOptions.RECORD_KEY_POINTER)).containsExactly("record.key");
    assertThat(otherNames(RestSourceOptions.DRIFT_MODE)).containsExactly("drift-check");
  }

  @Test
  void whatIsNotSetMeansTheDefaultsOfThePartsBelow() {
    RestSourceSettings settings =
        new RestSourceSettings(
            new Configuration().set(RestSourceOptions.URL, "http://host/c?token=secret"));
    Listing<?> listing =
        settings.listing(
            new RowRecordFormat(RowType.of(), List.of(), TypeInformation.of(RowData.class)));

    assertThat(listing.name()).isEqualTo("http://host/c?token=****");
    assertThat(listing).hasToString("Listing[http://host/c?token=****]");
    assertThat(listing.http()).isEqualTo(HttpOptions.DEFAULT);
    assertThat(listing.pagination()).isEqualTo(OffsetPagination.DEFAULT);
    assertThat(settings.readerOptions())
        .isEqualTo(new ReaderOptions(32, 1000, ReaderOptions.NO_LIMIT, DriftCheck.FAIL));
    assertThat(settings.enumeratorOptions(EnumeratorOptions.NO_LIMIT))
        .isEqualTo(
            new EnumeratorOptions(
                new StartingOffset.Earliest(),
                false,
                EnumeratorOptions.NO_LIMIT,
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                false,
                10_000,
                ReaderOptions.NO_LIMIT,
                DriftCheck.FAIL,
                true));
  }

  @Test
  void allOptionsAreAmongAll() throws IllegalAccessException {
    for (Field field : RestSourceOptions.class.getFields()) {
      assertThat(RestSourceOptions.all().contains((ConfigOption<?>) field.get(null)))
          .as("the list at the end of RestSourceOptions has %s", field.getName())
          .isTrue();
    }
  }

  @Test
  void keysAndDescriptionsAreWellFormed() {
    HtmlFormatter formatter = new HtmlFormatter();
    assertThat(RestSourceOptions.all())
        .allSatisfy(
            option -> {
              assertThat(option.key()).matches("[a-z]+(-[a-z]+)*(\\.[a-z]+(-[a-z]+)*)*");
              assertThat(formatter.format(option.description())).matches("[A-Z].*\\.");
            });
  }

  @Test
  void aNameDoesNotMatterForWhatIsSetLast() {
    Configuration other = new Configuration();
    other.setString("api_url", "http://other/c");
    RestSource<RowData> source =
        RestSource.builder(
                new RowRecordFormat(RowType.of(), List.of(), TypeInformation.of(RowData.class)))
            .setUrl("http://host/c")
            .setAll(other)
            .build();
    assertThat(source).hasToString("RestSource[http://other/c]");
  }

  private static List<String> otherNames(ConfigOption<?> option) {
    return StreamSupport.stream(option.fallbackKeys().spliterator(), false)
        .map(FallbackKey::getKey)
        .toList();
  }
}
