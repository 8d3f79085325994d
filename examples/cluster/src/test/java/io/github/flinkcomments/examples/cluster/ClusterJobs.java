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

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tests ask of the jobs of a cluster. */
final class ClusterJobs {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern JOB_ID = Pattern.compile("(?i)job ?id:? (\\p{XDigit}{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("file:(/\\S*/savepoint-[\\w-]+)");

  private final FlinkCluster cluster;

  ClusterJobs(FlinkCluster cluster) {
    this.cluster = cluster;
  }

  /** The job that a program says it submitted. */
  static String submitted(String printed) {
    return first(JOB_ID, printed);
  }

  /** The savepoint that a program says it has taken. */
  static Path savepoint(String printed) {
    Path savepoint = Path.of(first(SAVEPOINT, printed));
    assertThat(Files.isRegularFile(savepoint.resolve("_metadata"))).isTrue();
    return savepoint;
  }

  void awaitRunning(String job) throws InterruptedException {
    Await.that("all tasks of " + job, LIMIT, () -> cluster.rest().allTasksRun(job));
  }

  /** Waits for a checkpoint that is newer than another, and returns its number. */
  long awaitCheckpointAfter(String job, long earlier) throws InterruptedException {
    Await.that("a checkpoint after " + earlier, LIMIT, () -> newestCheckpoint(job) > earlier);
    return Await.present("the newest checkpoint", LIMIT, () -> Optional.of(newestCheckpoint(job)));
  }

  /** Waits until a job has ended well. */
  void awaitFinished(String job) throws InterruptedException {
    Await.that(
        "the end of " + job,
        LIMIT,
        () -> cluster.rest().job(job).filter(seen -> seen.state().equals("FINISHED")).isPresent());
  }

  long newestCheckpoint(String job) throws IOException, InterruptedException {
    return cluster.rest().checkpoints(job).newest().orElse(0);
  }

  private static String first(Pattern pattern, String printed) {
    Matcher matcher = pattern.matcher(printed);
    assertThat(matcher.find()).as(printed).isTrue();
    return matcher.group(1);
  }
}
