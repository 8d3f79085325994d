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
package io.github.flinkcomments.examples.suggest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;

/**
 * Asks over HTTP: one request at a time, each with a deadline over the whole answer. What is sent
 * in headers goes to the origin of the first URL alone.
 */
final class HttpApi implements Api {

  static final int MAX_REQUESTS = 10;

  private static final int MAX_REDIRECTS = 3;
  private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

  private final List<Header> headers;
  private final Duration deadline;
  private final int maxBodyBytes;
  private final HttpClient client;
  private int requests;

  HttpApi(List<Header> headers, Duration deadline, int maxBodyBytes) {
    this.headers = List.copyOf(headers);
    this.deadline = deadline;
    this.maxBodyBytes = maxBodyBytes;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(deadline)
            .executor(
                Executors.newCachedThreadPool(
                    task -> {
                      Thread thread = new Thread(task, "http");
                      thread.setDaemon(true);
                      return thread;
                    }))
            .build();
  }

  @Override
  public int requests() {
    return requests;
  }

  @Override
  public int left() {
    return MAX_REQUESTS - requests;
  }

  @Override
  public Answer get(URI uri) throws NoListingException, InterruptedException {
    URI next = uri;
    for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      Answer answer = request(next);
      if (!REDIRECTS.contains(answer.status()) || answer.header("Location").isEmpty()) {
        return answer;
      }
      URI target = target(next, answer.header("Location").orElseThrow());
      if (!origin(target).equals(origin(next))) {
        throw new NoListingException(
            "%s redirects to another origin, %s, where headers are not sent along; give the URL there."
                .formatted(Secrets.mask(uri), origin(target)));
      }
      next = target;
    }
    throw new NoListingException(
        "%s redirects more than %d times; give the URL where that ends."
            .formatted(Secrets.mask(uri), MAX_REDIRECTS));
  }

  private Answer request(URI uri) throws NoListingException, InterruptedException {
    if (left() <= 0) {
      throw new NoListingException(
          "%s was not asked for: %d requests are enough."
              .formatted(Secrets.mask(uri), MAX_REQUESTS));
    }
    requests++;
    CompletableFuture<Answer> answer =
        client
            .sendAsync(requestFor(uri), BodyHandlers.ofInputStream())
            .thenApply(response -> answer(uri, response));
    try {
      return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new NoListingException(noAnswer(uri));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NoListingException refused
          ? refused
          : new NoListingException(sentence(uri, e.getCause()));
    }
  }

  private HttpRequest requestFor(URI uri) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .setHeader("Accept", "application/json, */*;q=0.5")
            .setHeader("User-Agent", "flink-connector-comments-suggest");
    headers.forEach(header -> request.setHeader(header.name(), header.value()));
    return request.build();
  }

  private Answer answer(URI uri, HttpResponse<InputStream> response) {
    try (InputStream body = decoded(response)) {
      byte[] bytes = body.readNBytes(maxBodyBytes + 1);
      if (bytes.length > maxBodyBytes) {
        throw new CompletionException(
            new NoListingException(
                "The response of %s is larger than %d MiB; give the URL with its parameter for the page size, as in ?limit=100."
                    .formatted(Secrets.mask(uri), maxBodyBytes >> 20)));
      }
      return new Answer(
          uri, response.statusCode(), response.headers().map(), new String(bytes, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private static InputStream decoded(HttpResponse<InputStream> response) throws IOException {
    boolean gzip =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return gzip ? new GZIPInputStream(response.body()) : response.body();
  }

  private String sentence(URI uri, Throwable failure) {
    String where = Secrets.mask(uri);
    if (failure instanceof UncheckedIOException) {
      return "The response of %s broke off: %s."
          .formatted(where, String.valueOf(failure.getMessage()));
    }
    if (failure instanceof HttpConnectTimeoutException) {
      return noAnswer(uri);
    }
    if (hasCause(failure, UnresolvedAddressException.class)) {
      return "The host '%s' cannot be resolved; check the URL %s.".formatted(uri.getHost(), where);
    }
    if (hasCause(failure, ConnectException.class)) {
      return "Nothing accepts connections at %s; check host and port of %s."
          .formatted(origin(uri), where);
    }
    if (hasCause(failure, SSLException.class)) {
      return "There is no secure connection to %s: %s."
          .formatted(origin(uri), String.valueOf(failure.getMessage()));
    }
    return "There is no HTTP answer from %s: %s."
        .formatted(where, String.valueOf(failure.getMessage()));
  }

  private String noAnswer(URI uri) {
    return "%s did not answer within %d s; try again, or check host and port."
        .formatted(Secrets.mask(uri), deadline.toSeconds());
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static URI target(URI from, String location) throws NoListingException {
    try {
      URI target = from.resolve(location);
      if (target.getHost() != null) {
        return target;
      }
    } catch (IllegalArgumentException notAUri) {
      // Told below, without the text that may hold anything.
    }
    throw new NoListingException("%s redirects to an invalid URL.".formatted(Secrets.mask(from)));
  }

  static String origin(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return (uri.getScheme() + "://" + uri.getHost()).toLowerCase(Locale.ROOT) + port;
  }
}
