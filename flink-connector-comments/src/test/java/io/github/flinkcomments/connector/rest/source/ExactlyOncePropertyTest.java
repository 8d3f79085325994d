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
package io.github.flinkcomments.connector.rest.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkcomments.connector.rest.option.RestScanOptions;
import io.github.flinkcomments.examples.api.CommentsServer;
import io.github.flinkcomments.examples.api.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * Whatever happens to a job, the ranges that it commits are disjoint and cover the listing from 0
 * to its end.
 */
@Tag("slow")
class ExactlyOncePropertyTest {

  /** Something that happens to a job; {@code argument} means what the action makes of it. */
  record Event(Action action, int argument) {}

  enum Action {
    GROW,
    REQUEST,
    PAGE,
    SHORT_PAGE,
    CHECKPOINT,
    FAIL_READER,
    RESTORE,
    RESCALE
  }

  @Property(tries = 5000)
  void committedRangesAreDisjointAndCoverTheListing(
      @ForAll("events") List<Event> events,
      @ForAll @IntRange(min = 1, max = 4) int parallelism,
      @ForAll @IntRange(min = 1, max = 40) int splitSize,
      @ForAll @IntRange(min = 1, max = 15) int pageSize)
      throws IOException {
    SimulatedJob job = new SimulatedJob(parallelism, splitSize, pageSize);
    for (Event event : events) {
      apply(job, event, parallelism);
      assertThat(job.committed()).doesNotHaveDuplicates();
    }
    job.drain();
    assertThat(job.committed())
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, job.rows()).boxed().toList());
  }

  private static void apply(SimulatedJob job, Event event, int parallelism) throws IOException {
    int argument = event.argument();
    switch (event.action()) {
      case GROW -> job.grow(argument);
      case REQUEST -> job.request(argument);
      case PAGE -> job.page(argument, Integer.MAX_VALUE);
      case SHORT_PAGE -> job.page(argument, 1 + argument % 7);
      case CHECKPOINT -> job.checkpoint();
      case FAIL_READER -> job.failReader(argument);
      case RESTORE -> job.restore(parallelism);
      case RESCALE -> job.restore(1 + argument % 5);
    }
  }

  /** The same with the whole source, against a server. */
  @Property(tries = 25)
  void theRealReadersAndEnumeratorCommitEachRowOnce(
      @ForAll("events") List<Event> events,
      @ForAll @IntRange(min = 1, max = 3) int parallelism,
      @ForAll @IntRange(min = 1, max = 40) int splitSize,
      @ForAll @IntRange(min = 1, max = 15) int pageSize)
      throws Exception {
    try (CommentsServer server = CommentsServer.builder().comments(0).start();
        SourceWithoutFlink job =
            new SourceWithoutFlink(
                ReadJob.source(server)
                    .setPageSize(pageSize)
                    .setPollInterval(Duration.ofMillis(1))
                    .set(RestScanOptions.SPLIT_SIZE, (long) splitSize)
                    .build(),
                parallelism)) {
      for (Event event : events) {
        apply(job, server, event, parallelism);
        assertThat(job.committed()).doesNotHaveDuplicates();
      }
      server.grow(1);
      job.readUntil(server.size());
      assertThat(job.committed())
          .containsExactlyInAnyOrderElementsOf(Arrays.stream(server.ids()).boxed().toList());
    }
  }

  private static void apply(
      SourceWithoutFlink job, CommentsServer server, Event event, int parallelism)
      throws Exception {
    int argument = event.argument();
    switch (event.action()) {
      case GROW -> server.grow(argument);
      case REQUEST -> job.poll();
      case PAGE -> job.read(argument, 1 + argument);
      case SHORT_PAGE ->
          server.faults().when(ReadJob::isPage, 1, new Fault.ShortPage(1 + argument % 7));
      case CHECKPOINT -> job.checkpoint();
      case FAIL_READER -> job.failReader(argument);
      case RESTORE -> job.restore(parallelism);
      case RESCALE -> job.restore(1 + argument % 4);
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(Arbitraries.of(Action.class), Arbitraries.integers().between(0, 50))
        .as(Event::new)
        .list()
        .ofMaxSize(80);
  }
}
