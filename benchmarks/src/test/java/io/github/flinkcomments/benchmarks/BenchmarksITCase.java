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
package io.github.flinkcomments.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That the benchmarks run; how fast is not for a test to say. */
@Tag("heavy")
class BenchmarksITCase {

  @TempDir private Path directory;

  @Test
  void theSourceIsMeasuredAgainstABareLoop() throws Exception {
    assertThat(
            Benchmarks.run(
                "--only=source",
                "--rows=500",
                "--delays=1ms",
                "--warm-ups=0",
                "--rounds=1",
                "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt")))
        .contains("answers held back for 1 ms")
        .contains("Ratio of the medians: ");
  }

  @Test
  void everyWalkIsMeasuredAgainstABareLoop() throws Exception {
    assertThat(
            Benchmarks.run(
                "--only=walks",
                "--rows=500",
                "--latency=1ms",
                "--latency-rows=200",
                "--warm-ups=0",
                "--rounds=1",
                "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt")))
        .contains("offset, answers held back for 0 ms")
        .contains("page number, answers held back for 0 ms")
        .contains("cursor, answers held back for 0 ms")
        .contains("12,800 rows a round, pages of 100 rows, 64 requests in flight");
  }

  @Test
  void theSourceIsMeasuredWhereItIsThrottled() throws Exception {
    assertThat(
            Benchmarks.run(
                "--only=throttling", "--requests=3", "--in-flight=4", "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt")))
        .contains("none given up")
        .contains("Part of the allowed requests that was used: ");
  }

  @Test
  void theSinksWriterIsMeasuredAgainstTwoOthers() throws Exception {
    assertThat(
            Benchmarks.run(
                "--only=writer",
                "--rows=2500",
                "--warm-ups=0",
                "--rounds=1",
                "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt"))).contains("sink/bare");
  }

  @Test
  void commitsAreMeasuredAndDrawn() throws Exception {
    assertThat(Benchmarks.run("--only=commit", "--commits=300", "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt")))
        .contains("p95 of the last 100 commits over that of commits 101 to 200: ");
    assertThat(directory.resolve("commit-cost.svg")).content().contains("<polyline");
  }

  @Test
  void theWholeJobIsMeasuredAndItsTableIsChecked() throws Exception {
    assertThat(
            Benchmarks.run(
                "--only=job", "--few-rows=100", "--many-rows=2000", "--directory=" + directory))
        .isZero();
    assertThat(Files.readString(directory.resolve("results.txt")))
        .containsPattern("2,000 rows in \\d+ versions; each comment once, as it was served")
        .contains("MiB used of 256")
        .containsPattern("Savepoint: .* at 100 rows\\R.* at 2,000 rows");
  }
}
