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
package io.github.flinkcomments.benchmarks.source;

import io.github.flinkcomments.connector.comments.Comment;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads a listing with nothing but the JDK's HTTP client and a JSON parser: some requests in
 * flight, their pages in order, an object for each row.
 *
 * <p>This is what a source could not be faster than if it did nothing else. It has no retries, no
 * time-outs, no limits and no checks, it asks for no row twice, and it keeps no state. Each request
 * in flight has a thread, which also parses its page: with few processors that is up to twice as
 * fast as the client's {@code sendAsync}, which then starts a thread for each request.
 */
public final class BareLoop {

  private final URI url;
  private final Walk walk;
  private final int pageSize;
  private final int maxInFlight;
  private final PageParser parser = new PageParser();

  /**
   * @param url the listing itself
   * @param walk how to page; by cursor one request is in flight, while the page before it is parsed
   * @param pageSize rows to ask for at once
   * @param maxInFlight requests under way at once
   */
  public BareLoop(URI url, Walk walk, int pageSize, int maxInFlight) {
    this.url = url;
    this.walk = walk;
    this.pageSize = pageSize;
    this.maxInFlight = maxInFlight;
  }

  /** Reads so many rows from the beginning of the listing. */
  public Measurement read(int rows) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService requests = Executors.newFixedThreadPool(maxInFlight);
    try {
      return walk == Walk.CURSOR ? follow(rows, client, requests) : read(rows, client, requests);
    } catch (ExecutionException e) {
      throw new IOException("The bare loop could not read a page.", e);
    } finally {
      requests.shutdownNow();
    }
  }

  private Measurement read(int rows, HttpClient client, ExecutorService requests)
      throws ExecutionException, InterruptedException, IOException {
    RowMeter meter = new RowMeter(rows);
    Queue<Future<List<Comment>>> inFlight = new ArrayDeque<>();
    int requested = 0;
    while (true) {
      while (inFlight.size() < maxInFlight && requested < rows) {
        int offset = requested;
        inFlight.add(requests.submit(() -> parser.parse(response(client, offset).body())));
        requested += pageSize;
      }
      if (inFlight.isEmpty()) {
        throw new IOException("The listing has fewer rows than expected.");
      }
      List<Comment> page = inFlight.remove().get();
      for (int i = 0; i < page.size(); i++) {
        Optional<Measurement> measurement = meter.count();
        if (measurement.isPresent()) {
          return measurement.get();
        }
      }
    }
  }

  /** Asks for the next page as soon as an answer is there, and parses that meanwhile. */
  private Measurement follow(int rows, HttpClient client, ExecutorService requests)
      throws ExecutionException, InterruptedException, IOException {
    RowMeter meter = new RowMeter(rows);
    Optional<Future<HttpResponse<byte[]>>> asked =
        Optional.of(requests.submit(() -> response(client, 0)));
    while (asked.isPresent()) {
      HttpResponse<byte[]> response = asked.get().get();
      asked =
          response
              .headers()
              .firstValue(Walk.NEXT_CURSOR)
              .map(Long::parseLong)
              .map(offset -> requests.submit(() -> response(client, offset)));
      List<Comment> page = parser.parse(response.body());
      for (int i = 0; i < page.size(); i++) {
        Optional<Measurement> measurement = meter.count();
        if (measurement.isPresent()) {
          return measurement.get();
        }
      }
    }
    throw new IOException("The listing has fewer rows than expected.");
  }

  private HttpResponse<byte[]> response(HttpClient client, long offset)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + walk.query(offset, pageSize))).build();
    return client.send(request, BodyHandlers.ofByteArray());
  }
}
