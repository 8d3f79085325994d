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

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Makes clients whose calls all come to an end, and that other stores than Amazon's understand. */
final class S3Clients {

  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  /** Of one attempt; uploads get more, see {@link S3Calls}. */
  static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(60);

  /** Of all attempts. The client makes three, with growing and random pauses. */
  static final Duration CALL_TIMEOUT = Duration.ofMinutes(3);

  private static final String REGION_OF_OTHER_STORES = "us-east-1";

  private S3Clients() {}

  static S3Client create(S3Options options) {
    S3ClientBuilder builder =
        S3Client.builder()
            .httpClient(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(SOCKET_TIMEOUT)
                    .build())
            .overrideConfiguration(
                ClientOverrideConfiguration.builder()
                    .apiCallAttemptTimeout(ATTEMPT_TIMEOUT)
                    .apiCallTimeout(CALL_TIMEOUT)
                    .retryStrategy(RetryMode.STANDARD)
                    .build())
            // Many stores know neither trailing checksums nor chunks that are signed one by one.
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
            .serviceConfiguration(
                S3Configuration.builder()
                    .chunkedEncodingEnabled(false)
                    .expectContinueEnabled(false)
                    .build())
            .forcePathStyle(options.pathStyle());
    options.endpoint().ifPresent(builder::endpointOverride);
    options
        .region()
        .or(() -> options.endpoint().map(endpoint -> REGION_OF_OTHER_STORES))
        .map(Region::of)
        .ifPresent(builder::region);
    options
        .credentials()
        .map(credentials -> StaticCredentialsProvider.create(credentials(credentials)))
        .ifPresent(builder::credentialsProvider);
    return builder.build();
  }

  private static AwsCredentials credentials(S3Options.Credentials given) {
    return given
        .sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(given.accessKey(), given.secretKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(given.accessKey(), given.secretKey()));
  }
}
