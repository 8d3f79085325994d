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
package io.github.flinkcomments.examples.monitoring;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the metrics of a running job as an operator's tools do: through Flink's REST API. */
final class RestMetrics {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI job;

  RestMetrics(URI restAddress, String jobId) {
    this.job = restAddress.resolve("/jobs/" + jobId + "/");
  }

  /** The present values of all metrics with one of these names, by operator and name. */
  Map<String, String> read(List<String> names) throws IOException, InterruptedException {
    Map<String, String> values = new TreeMap<>();
    for (JsonNode vertex : get(job).path("vertices")) {
      URI metrics = job.resolve("vertices/" + vertex.path("id").asText() + "/");
      values.putAll(read(metrics.resolve("subtasks/metrics"), "sum", names));
      values.putAll(read(metrics.resolve("jm-operator-metrics"), "value", names));
    }
    return values;
  }

  private Map<String, String> read(URI metrics, String member, List<String> names)
      throws IOException, InterruptedException {
    String ids =
        ids(get(metrics)).stream()
            .filter(id -> names.contains(id.substring(id.lastIndexOf('.') + 1)))
            .map(id -> URLEncoder.encode(id, UTF_8))
            .collect(Collectors.joining(","));
    Map<String, String> values = new TreeMap<>();
    if (!ids.isEmpty()) {
      for (JsonNode metric : get(URI.create(metrics + "?get=" + ids))) {
        values.put(metric.path("id").asText(), metric.path(member).asText());
      }
    }
    return values;
  }

  private static List<String> ids(JsonNode metrics) {
    return StreamSupport.stream(metrics.spliterator(), false)
        .map(metric -> metric.path("id").asText())
        .toList();
  }

  private JsonNode get(URI uri) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("%s: %d %s".formatted(uri, response.statusCode(), response.body()));
    }
    return JSON.readTree(response.body());
  }
}
