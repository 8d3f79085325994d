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
package io.github.flinkcomments.examples.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.examples.testing.JsonPlaceholder;
import io.github.flinkcomments.examples.testing.PythonTableReader;
import io.github.flinkcomments.examples.testing.PythonTableReader.Summary;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The job against the reference API itself, its table read by two libraries that are not ours. */
class ReferenceApiITCase {

  @RegisterExtension private static final JsonPlaceholder API = new JsonPlaceholder();
  @RegisterExtension private static final PythonTableReader PYTHON = new PythonTableReader();

  @RegisterExtension
  private static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @Test
  void landsAllCommentsOnceAndNothingTheSecondTime(@TempDir Path directory) throws Exception {
    JobRuns runs = new JobRuns(directory);

    runs.run("comments", API.url(), JobRuns.NEVER, "--until-caught-up");
    Summary first = PYTHON.summarize(runs.path("comments"));
    assertThat(first).isEqualTo(new Summary(first.version(), 500, 500, 1, 500));
    assertThat(runs.table("comments").ids()).isEqualTo(IntStream.rangeClosed(1, 500).toArray());

    runs.run("comments", API.url(), JobRuns.NEVER, "--until-caught-up");
    assertThat(runs.said()).contains("Resuming from");
    assertThat(PYTHON.summarize(runs.path("comments"))).isEqualTo(first);
  }
}
