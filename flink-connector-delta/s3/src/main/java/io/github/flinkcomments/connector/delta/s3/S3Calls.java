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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Calls to a store, on threads that nobody but the client interrupts. The client gives a call up
 * when its thread is interrupted, as Flink does with the threads of cancelled tasks; a commit must
 * not be broken off by that.
 */
final class S3Calls implements AutoCloseable {

  /** The least speed at which an upload is not given up. */
  private static final long BYTES_PER_SECOND = 128 * 1024;

  private final S3Location location;
  private final S3Options options;
  private final ExecutorService threads;
  private S3Client client;

  S3Calls(S3Location location, S3Options options) {
    this.location = location;
    this.options = options;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread daemon = new Thread(task, "delta-s3 " + location);
              daemon.setDaemon(true);
              return daemon;
            });
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
    return threads.submit(() -> request.apply(client()));
  }

  <T> T await(Future<T> call) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return call.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw translate(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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

  private synchronized S3Client client() {
    if (client == null) {
      client = S3Clients.create(options);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    threads.shutdown();
    if (client != null) {
      client.close();
    }
  }
}
