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

import io.github.flinkcomments.connector.delta.storage.Spool;
import io.github.flinkcomments.connector.delta.storage.UninterruptedCalls;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;

/** Calls to a store that are not broken off by an interrupt. */
final class S3Calls implements AutoCloseable {

  /** The least speed at which an upload is not given up. */
  private static final long BYTES_PER_SECOND = 128 * 1024;

  private final S3Location location;
  private final S3Options options;
  private final UninterruptedCalls threads;
  private S3Client client;

  S3Calls(S3Location location, S3Options options) {
    this.location = location;
    this.options = options;
    this.threads = new UninterruptedCalls("delta-s3 " + location);
  }

  /**
   * @throws FileNotFoundException if there is no such object
   * @throws S3Failure if it failed otherwise
   */
  <T> T call(Function<S3Client, T> request) throws IOException {
    return await(begin(request));
  }

  /** To be given to {@link #await}. */
  <T> Future<T> begin(Function<S3Client, T> request) {
    return threads.begin(() -> request.apply(client()));
  }

  <T> T await(Future<T> call) throws IOException {
    try {
      return threads.await(call);
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    }
  }

  /** Not broken off by an interrupt either. */
  void pause(Duration duration) throws IOException {
    await(
        threads.begin(
            () -> {
              Thread.sleep(duration.toMillis());
              return null;
            }));
  }

  private IOException translate(Throwable failure) {
    if (failure instanceof SdkException refused) {
      return S3Failure.of(location, refused);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return new IOException("A call to %s failed: %s".formatted(location, failure), failure);
  }

  /** Time enough to send so many bytes. */
  static AwsRequestOverrideConfiguration timeFor(long bytes) {
    Duration attempt = S3Clients.ATTEMPT_TIMEOUT.plusSeconds(bytes / BYTES_PER_SECOND);
    return AwsRequestOverrideConfiguration.builder()
        .apiCallAttemptTimeout(attempt)
        .apiCallTimeout(attempt.multipliedBy(3))
        .build();
  }

  /** What is sent by a put. */
  static RequestBody body(Spool spool) {
    return RequestBody.fromContentProvider(
        ContentStreamProvider.fromInputStreamSupplier(
            () -> {
              try {
                return spool.open();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }),
        spool.size(),
        "application/octet-stream");
  }

  private synchronized S3Client client() {
    if (client == null) {
      client = S3Clients.create(options);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    threads.close();
    if (client != null) {
      client.close();
    }
  }
}
