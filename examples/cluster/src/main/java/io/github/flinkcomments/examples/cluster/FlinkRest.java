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
package io.github.flinkcomments.examples.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a cluster tells about itself. Every question goes to whoever leads at that moment, and
 * {@link IOException} means no more than that there was no answer: ask again with {@link Await}.
 */
public final class FlinkRest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** A job of the cluster. */
  public record Job(String id, String name, String state) {}

  /** What the cluster offers to jobs. */
  public record Slots(int total, int free) {}

  /** A task of a job, with all its subtasks. */
  public record Vertex(String id, String name, int parallelism) {}

  /**
   * The checkpoints of a job, savepoints among them.
   *
   * @param completed how many, since the job was last recovered by a JobManager
   * @param newest the number of the newest one of them
   */
  public record Checkpoints(long completed, OptionalLong newest) {}

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final Await.Finder<URI> leader;

  /**
   * @param leader finds the REST interface
   */
  FlinkRest(Await.Finder<URI> leader) {
    this.leader = leader;
  }

  /** The web UI. */
  public URI address() throws IOException, InterruptedException {
    return leader.find().orElseThrow(() -> new IOException("There is no leader."));
  }

  /** Asks anything, as in {@code /jobs/overview}. */
  public JsonNode get(String path) throws IOException, InterruptedException {
    URI address = URI.create(address() + path);
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(address).timeout(LIMIT).build(),
            BodyHandlers.ofString(StandardCharsets.UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s answered %d: %s".formatted(address, response.statusCode(), response.body()));
    }
    return json.readTree(response.body());
  }

  public Slots slots() throws IOException, InterruptedException {
    JsonNode overview = get("/overview");
    return new Slots(
        overview.path("slots-total").asInt(), overview.path("slots-available").asInt());
  }

  /** Every job that the cluster remembers, the ended ones included. */
  public List<Job> jobs() throws IOException, InterruptedException {
    return elements(get("/jobs/overview").path("jobs"))
        .map(job -> new Job(text(job, "jid"), text(job, "name"), text(job, "state")))
        .toList();
  }

  /** A job by its id. */
  public Optional<Job> job(String jobId) throws IOException, InterruptedException {
    return jobs().stream().filter(job -> job.id().equals(jobId)).findFirst();
  }

  public List<Vertex> vertices(String jobId) throws IOException, InterruptedException {
    return elements(get("/jobs/" + jobId).path("vertices"))
        .map(
            vertex ->
                new Vertex(
                    text(vertex, "id"), text(vertex, "name"), vertex.path("parallelism").asInt()))
        .toList();
  }

  /** The TaskManager that runs the first subtask of the vertex with this word in its name. */
  public Optional<String> taskManager(String jobId, String word)
      throws IOException, InterruptedException {
    Optional<Vertex> vertex =
        vertices(jobId).stream().filter(found -> found.name().contains(word)).findFirst();
    if (vertex.isEmpty()) {
      return Optional.empty();
    }
    return elements(
            get("/jobs/%s/vertices/%s".formatted(jobId, vertex.get().id())).path("subtasks"))
        .map(subtask -> text(subtask, "taskmanager-id"))
        .filter(id -> !id.isEmpty() && !id.equals("(unassigned)"))
        .findFirst();
  }

  /** Whether every subtask of a job is running. A job as such says so before they are. */
  public boolean allTasksRun(String jobId) throws IOException, InterruptedException {
    JsonNode job = get("/jobs/" + jobId);
    return text(job, "state").equals("RUNNING")
        && elements(job.path("vertices"))
            .allMatch(vertex -> text(vertex, "status").equals("RUNNING"));
  }

  public Checkpoints checkpoints(String jobId) throws IOException, InterruptedException {
    JsonNode checkpoints = get("/jobs/%s/checkpoints".formatted(jobId));
    OptionalLong newest =
        elements(checkpoints.path("latest"))
            .filter(latest -> text(latest, "status").equals("COMPLETED"))
            .mapToLong(latest -> latest.path("id").asLong())
            .max();
    return new Checkpoints(checkpoints.path("counts").path("completed").asLong(), newest);
  }

  /** How often a job has failed, or a part of it, since it was last recovered by a JobManager. */
  public int failures(String jobId) throws IOException, InterruptedException {
    return get("/jobs/%s/exceptions".formatted(jobId))
        .path("exceptionHistory")
        .path("entries")
        .size();
  }

  /** Metrics of a vertex by their names, each summed up over the subtasks. */
  public Map<String, Double> metrics(String jobId, String vertexId, String... names)
      throws IOException, InterruptedException {
    Map<String, Double> sums = new HashMap<>();
    elements(
            get(
                "/jobs/%s/vertices/%s/subtasks/metrics?agg=sum&get=%s"
                    .formatted(jobId, vertexId, list(names))))
        .forEach(metric -> sums.put(text(metric, "id"), metric.path("sum").asDouble()));
    return Map.copyOf(sums);
  }

  /** Metrics by their names that an operator of a vertex has on the JobManager, as they are. */
  public Map<String, String> coordinatorMetrics(String jobId, String vertexId, String... names)
      throws IOException, InterruptedException {
    return elements(
            get(
                "/jobs/%s/vertices/%s/jm-operator-metrics?get=%s"
                    .formatted(jobId, vertexId, list(names))))
        .collect(Collectors.toMap(metric -> text(metric, "id"), metric -> text(metric, "value")));
  }

  /** What the leading JobManager was configured with. */
  Map<String, String> configuration() throws IOException, InterruptedException {
    return elements(get("/jobmanager/config"))
        .collect(Collectors.toMap(option -> text(option, "key"), option -> text(option, "value")));
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asText();
  }

  private static String list(String... names) {
    return URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
  }
}
