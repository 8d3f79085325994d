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
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.flinkcomments.connector.rest.http.HttpOptions;
import io.github.flinkcomments.connector.rest.option.AuthenticationType;
import io.github.flinkcomments.connector.rest.option.PaginationType;
import io.github.flinkcomments.connector.rest.option.RestEndOptions;
import io.github.flinkcomments.connector.rest.option.RestHttpOptions;
import io.github.flinkcomments.connector.rest.option.RestListingOptions;
import io.github.flinkcomments.connector.rest.option.RestPaginationOptions;
import io.github.flinkcomments.connector.rest.option.RestRecordOptions;
import io.github.flinkcomments.connector.rest.option.RestRequestOptions;
import io.github.flinkcomments.connector.rest.option.RestResponseOptions;
import io.github.flinkcomments.connector.rest.option.RestRetryOptions;
import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.connector.rest.pagination.OffsetPagination;
import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import io.github.flinkcomments.connector.rest.source.drift.DriftCheck;
import io.github.flinkcomments.connector.rest.source.enumerator.RangeEnumeratorOptions;
import io.github.flinkcomments.connector.rest.source.enumerator.StartingOffset;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import io.github.flinkcomments.connector.rest.source.reader.ReaderOptions;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class RestSourceOptionsTest {

  private static final List<Class<?>> GROUPS =
      List.of(
          RestListingOptions.class,
          RestPaginationOptions.class,
          RestEndOptions.class,
          RestRequestOptions.class,
          RestRecordOptions.class,
          RestScanOptions.class,
          RestHttpOptions.class,
          RestResponseOptions.class,
          RestRetryOptions.class);

  @Test
  void whatIsNotSetMeansTheDefaultsOfThePartsBelow() {
    RestSourceSettings settings =
        new RestSourceSettings(
            new Configuration().set(RestListingOptions.URL, "http://host/c?token=secret"));
    Listing<?> listing =
        settings.listing(
            new RowRecordFormat(RowType.of(), List.of(), TypeInformation.of(RowData.class)));

    assertThat(listing.name()).isEqualTo("http://host/c?token=****");
    assertThat(listing).hasToString("Listing[http://host/c?token=****]");
    assertThat(listing.http()).isEqualTo(HttpOptions.DEFAULT);
    assertThat(listing.pagination()).isEqualTo(OffsetPagination.DEFAULT);
    assertThat(settings.readerOptions())
        .isEqualTo(new ReaderOptions(32, 1000, ReaderOptions.NO_LIMIT, DriftCheck.FAIL));
    assertThat(settings.enumeratorOptions(RangeEnumeratorOptions.NO_LIMIT))
        .isEqualTo(
            new RangeEnumeratorOptions(
                new StartingOffset.Earliest(),
                false,
                RangeEnumeratorOptions.NO_LIMIT,
                Duration.ofSeconds(10),
                Duration.ofHours(1),
                false,
                10_000,
                ReaderOptions.NO_LIMIT,
                DriftCheck.FAIL,
                true));
  }

  /** Flink serializes a source to send it to the cluster. */
  @Test
  void aSourceWithPartsOfEachKindCanBeSentToACluster() throws Exception {
    RestSource<RowData> source =
        RestSource.builder(
                new RowRecordFormat(RowType.of(), List.of(), TypeInformation.of(RowData.class)))
            .setUrl("http://host/c")
            .setRecordPath("/items")
            .set(RestHttpOptions.ALLOWED_ORIGINS, List.of("https://files.host:8443"))
            .set(RestHttpOptions.HEADERS, Map.of("X-Key", "secret"))
            .set(RestHttpOptions.AUTHENTICATION_TYPE, AuthenticationType.BEARER)
            .set(RestHttpOptions.AUTHENTICATION_TOKEN, "secret")
            .set(RestResponseOptions.RULES, "status=404 -> past-the-end")
            .set(RestPaginationOptions.TYPE, PaginationType.CURSOR)
            .set(RestPaginationOptions.CURSOR_PARAMETER, "after")
            .set(RestPaginationOptions.CURSOR_POINTER, "/next")
            .set(RestEndOptions.END, "missing-token")
            .build();
    assertThatCode(() -> InstantiationUtil.clone(source)).doesNotThrowAnyException();
  }

  @Test
  void eachOptionIsInTheListOfItsGroup() throws IllegalAccessException {
    List<ConfigOption<?>> constants = new ArrayList<>();
    for (Class<?> group : GROUPS) {
      for (Field field : group.getFields()) {
        constants.add((ConfigOption<?>) field.get(null));
      }
    }
    assertThat(RestSourceOptions.all()).containsExactlyInAnyOrderElementsOf(constants);
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
}
