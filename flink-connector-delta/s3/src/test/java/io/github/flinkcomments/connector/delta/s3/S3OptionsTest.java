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
package io.github.flinkcomments.connector.delta.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.flinkcomments.connector.delta.storage.TableStorage;
import io.github.flinkcomments.connector.delta.storage.TableStorages;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class S3OptionsTest {

  @Test
  void aStoreOfOneSOwnHasItsBucketsInThePath() {
    S3Options options = S3Options.of(Map.of("endpoint", "https://store.example:9000"));
    assertThat(options.endpoint()).hasValue(URI.create("https://store.example:9000"));
    assertThat(options.pathStyle()).isTrue();
    assertThat(S3Options.of(Map.of()).pathStyle()).isFalse();
    assertThat(
            S3Options.of(Map.of("endpoint", "http://a", "path-style-access", "false")).pathStyle())
        .isFalse();
  }

  @Test
  void secretsAreNotPrinted() {
    S3Options options =
        S3Options.of(
            Map.of(
                "access-key", "hidden-1", "secret-key", "hidden-2", "session-token", "hidden-3"));
    assertThat(options.toString()).doesNotContain("hidden").contains("****");
  }

  @ParameterizedTest
  @CsvSource({
    "acces-key, x, 'storage.acces-key'",
    "endpoint, ftp://hidden@store, 'storage.endpoint'",
    "endpoint, https://user:hidden@store, 'storage.endpoint'",
    "endpoint, '', 'storage.endpoint'",
    "path-style-access, yes, 'must be true or false'",
    "access-key, hidden, 'belong together'",
    "secret-key, hidden, 'belong together'",
    "session-token, hidden, 'belong together'",
  })
  void mistakesAreToldWithoutWhatMayBeASecret(String name, String value, String message) {
    assertThatThrownBy(() -> S3Options.of(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message.strip())
        .message()
        .doesNotContain("hidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"s3://bucket", "s3:///path", "s3:path", "s3://bucket/", "s3://bucket/a/../b"})
  void aPathNamesABucketAndAPlaceInIt(String path) {
    assertThatThrownBy(() -> TableStorages.open(path, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The table path '%s' ".formatted(path));
  }

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/table, s3://bucket/table",
    "S3A://bucket/a/table/, S3A://bucket/a/table",
    "s3://bucket/100%25, s3://bucket/100%25"
  })
  void nothingIsAskedOfTheStoreWhenItIsOpened(String path, String root) {
    try (TableStorage storage = TableStorages.open(path, Map.of())) {
      assertThat(storage.root()).isEqualTo(root);
    }
  }
}
