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
package io.github.flinkcomments.connector.rest.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One request under way, which any thread may abort. */
final class HttpCall implements AutoCloseable {

  private final Deadline deadline;
  private final BodyStream body;
  private final CompletableFuture<HttpResponse<InputStream>> response;

  HttpCall(HttpClient client, HttpRequest request, Deadline deadline) {
    this.deadline = deadline;
    this.body = new BodyStream(deadline);
    this.response = send(client, request);
  }

  private CompletableFuture<HttpResponse<InputStream>> send(
      HttpClient client, HttpRequest request) {
    try {
      return client.sendAsync(request, responseInfo -> body);
    } catch (RejectedExecutionException e) {
      // The client was closed meanwhile, and its executor with it.
      return CompletableFuture.failedFuture(new BodyStream.AbortedException());
    }
  }

  /** Waits for the headers. */
  HttpResponse<InputStream> awaitHeaders() throws IOException, InterruptedException {
    try {
      return response.get(Math.max(0, deadline.remainingNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw deadline.exceeded("no headers arrived");
    } catch (CancellationException e) {
      throw new BodyStream.AbortedException();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IOException(e.getCause());
    }
  }

  BodyStream body() {
    return body;
  }

  void abort() {
    response.cancel(true);
    body.abort();
  }

  @Override
  public void close() {
    response.cancel(true);
    body.close();
  }
}
