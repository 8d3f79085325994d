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
package io.github.flinkcomments.examples.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobGraphBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCacheTest {

  private static final PlanKey KEY = new PlanKey("key");

  @TempDir private Path directory;

  private final JobGraph job =
      JobGraphBuilder.newStreamingJobGraphBuilder().setJobName("a job").build();
  private final PipelineTables tables =
      new PipelineTables(Map.of("lake", "/lake"), Set.of("/lake"), List.of("http://api"), false);

  @Test
  void aPlanIsFoundUnderItsKeyAlone() {
    PlanCache plans = plans();
    assertThat(plans.find(KEY)).isEmpty();
    plans.keep(KEY, new Plan(job, tables));
    assertThat(plans.find(KEY))
        .hasValueSatisfying(
            plan -> {
              assertThat(plan.tables()).isEqualTo(tables);
              assertThat(plan.job().getName()).isEqualTo("a job");
            });
    assertThat(plans.find(new PlanKey("another"))).isEmpty();
  }

  @Test
  void aPlanTakesThePlaceOfTheOneBefore() {
    PlanCache plans = plans();
    plans.keep(new PlanKey("before"), new Plan(job, tables));
    plans.keep(KEY, new Plan(job, tables));
    assertThat(plans.find(KEY)).isPresent();
    assertThat(directory)
        .isDirectoryContaining("glob:**.plan")
        .isDirectoryNotContaining("glob:**.tmp");
    plans.forget();
    plans.forget();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aDamagedPlanIsNone() throws Exception {
    PlanCache plans = plans();
    plans.keep(KEY, new Plan(job, tables));
    byte[] whole = Files.readAllBytes(file());
    for (int length = 0; length < whole.length; length += 1 + whole.length / 50) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      assertThat(plans.find(KEY)).as("the first %d bytes", length).isEmpty();
    }
  }

  @Test
  void whatCannotBeKeptIsNot() {
    PlanCache plans = new PlanCache(directory.resolve("missing/pipeline.plan"));
    plans.keep(KEY, new Plan(job, tables));
    assertThat(plans.find(KEY)).isEmpty();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    plans().keep(KEY, new Plan(job, tables));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
  }

  private PlanCache plans() {
    return new PlanCache(file());
  }

  private Path file() {
    return directory.resolve("pipeline.plan");
  }
}
