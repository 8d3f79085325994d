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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.rest.record.RowRecordFormat;
import io.github.flinkcomments.connector.rest.source.listing.Listing;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From which state a listing goes on. */
class ListingFingerprintTest {

  private static final RowType COLUMNS =
      RowType.of(new LogicalType[] {new IntType()}, new String[] {"id"});

  @Test
  void inclusiveKeyGoesOnFromAnExclusiveOne() {
    Listing<RowData> inclusive = keyset("true");

    assertThatCode(() -> inclusive.requireFingerprint(keyset("false").fingerprint()))
        .doesNotThrowAnyException();
    assertThatCode(() -> inclusive.requireFingerprint(inclusive.fingerprint()))
        .doesNotThrowAnyException();
  }

  /** Records that have the key of the position may be unread. */
  @Test
  void exclusiveKeyDoesNotGoOnFromAnInclusiveOne() {
    assertThatThrownBy(() -> keyset("false").requireFingerprint(keyset("true").fingerprint()))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining(
            "belongs to the listing 'http://host/records by key /id, inclusive', but the job reads 'http://host/records by key /id'");
  }

  @Test
  void pagesOfAnotherSizeAreToldWithTheSizeBefore() {
    assertThatThrownBy(() -> pages("10").requireFingerprint(pages("20").fingerprint()))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessage(
            "Reading http://host/records cannot go on from the restored state: its pages had 20 records, and now 'pagination.page-size' is 10, so that page numbers mean other pages. Set 'pagination.page-size' = '20' again, or start without the old state into a fresh table.");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = '@',
      value = {
        "request.query.status @ open @ request.query.status @ closed",
        "request.query.status @ open @ request.query.state @ open",
        "request.query.status @ open @ listing.check @ true",
        "listing.check @ true @ request.query.status @ open",
        "request.body @ {\"size\": {limit}, \"q\": \"a\"} @ request.body @ {\"size\": {limit}, \"q\": \"b\"}",
      })
  void otherRequestIsAnotherListing(
      String optionBefore, String before, String optionNow, String now) {
    assertThatThrownBy(
            () -> with(optionNow, now).requireFingerprint(with(optionBefore, before).fingerprint()))
        .isInstanceOf(SuppressRestartsException.class)
        .cause()
        .hasMessageContaining("'request.query.*' or 'request.body' asked for something else");
  }

  /** Nor does state tell one from another. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = '@',
      value = {
        "request.query.api_key @ open-sesame @ another-word",
        "request.query.filter @ a=1&token=open-sesame @ a=1&token=another-word",
        "request.body @ {\"size\": {limit}, \"apiKey\": \"open-sesame\"} @ {\"size\": {limit}, \"apiKey\": \"another-word\"}",
        "request.body @ {\"user\": {\"password\" : \"a\\\"b\"}} @ {\"user\": {\"password\" : \"c\"}}",
        "request.body @ {\"tokens\": [\"open-sesame\"]} @ {\"tokens\": [\"another\", \"word\"]}",
        "request.body @ size={limit}&secret=open-sesame @ size={limit}&secret=another-word",
        "http-headers.X-Key @ open-sesame @ another-word",
      })
  void otherSecretIsTheSameListing(String option, String before, String now) {
    assertThat(with(option, now).fingerprint()).isEqualTo(with(option, before).fingerprint());
  }

  @Test
  void stateOfAnOlderVersionIsTakenAsItIs() {
    assertThatCode(
            () ->
                with("request.query.status", "open")
                    .requireFingerprint(
                        "http://host/records by page number page from 1, 20 a page"))
        .doesNotThrowAnyException();
  }

  /** It is state, so it never changes. */
  @Test
  void fingerprintStaysWhatItIs() {
    assertThat(pages("20").fingerprint())
        .isEqualTo("http://host/records by page number page from 1, 20 a page, request 01ba4719");
    assertThat(with("request.query.status", "open").fingerprint())
        .isEqualTo("http://host/records by page number page from 1, 20 a page, request f7c888cb");
  }

  private static Listing<RowData> with(String option, String value) {
    return listing(
        Map.of(
            "url",
            "http://host/records",
            "pagination.type",
            "page-number",
            "pagination.page-size",
            "20",
            option,
            value));
  }

  private static Listing<RowData> pages(String size) {
    return listing(
        Map.of(
            "url", "http://host/records",
            "pagination.type", "page-number",
            "pagination.page-size", size));
  }

  private static Listing<RowData> keyset(String inclusive) {
    return listing(
        Map.of(
            "url", "http://host/records",
            "pagination.type", "keyset",
            "pagination.key-parameter", "after",
            "pagination.key-pointer", "/id",
            "pagination.key-inclusive", inclusive));
  }

  private static Listing<RowData> listing(Map<String, String> options) {
    return new RestSourceSettings(Configuration.fromMap(options))
        .listing(new RowRecordFormat(COLUMNS, List.of(), InternalTypeInfo.of(COLUMNS)));
  }
}
