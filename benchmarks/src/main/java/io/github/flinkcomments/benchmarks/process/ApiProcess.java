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
package io.github.flinkcomments.benchmarks.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.flinkcomments.examples.api.CommentsApi;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** The embedded comments API in a process of its own, so that it does not share a heap with us. */
public final class ApiProcess implements AutoCloseable {

  private static final String HEAP = "512m";

  private final JavaProcess process;
  private final URI url;

  private ApiProcess(JavaProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts the API on a free port.
   *
   * @param comments how many there are
   * @param delay how long each answer is held back
   */
  public static ApiProcess start(int comments, Duration delay) throws IOException {
    List<String> arguments =
        List.of("--comments=" + comments, "--delay=" + delay.toMillis() + "ms");
    JavaProcess process = JavaProcess.start(CommentsApi.class, HEAP, arguments, Redirect.PIPE);
    // It says where it listens, and nothing after that.
    String firstLine = process.process().inputReader(UTF_8).readLine();
    if (firstLine == null) {
      process.close();
      throw new IOException("The comments API could not be started.");
    }
    return new ApiProcess(process, URI.create(firstLine));
  }

  /** The listing itself. */
  public URI url() {
    return url;
  }

  /** Appends comments. */
  public void grow(int comments) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "?count=" + comments))
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<Void> response =
        HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    if (response.statusCode() != 201) {
      throw new IOException("The comments API answered with status " + response.statusCode());
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
