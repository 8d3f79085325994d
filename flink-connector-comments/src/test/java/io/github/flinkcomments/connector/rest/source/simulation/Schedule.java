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
package io.github.flinkcomments.connector.rest.source.simulation;

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import io.github.flinkcomments.connector.rest.source.simulation.Shape.Paging;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.util.ExceptionUtils;
import org.apache.flink.util.FlinkRuntimeException;

/** The life of one job, from one seed. */
final class Schedule {

  /** Far more turns than a job needs for what the schedules have it read. */
  private static final int ENOUGH_TURNS = 2_500;

  private static final int MOST_STALE_ANSWERS = 3;

  private final Dice dice;
  private final Plan plan;
  private final SimulatedApi api;
  private final Line line;
  private final Job job;
  private final Tally tally = new Tally();
  private final List<String> trace = new ArrayList<>();
  private final Map<String, Integer> staleAnswers = new HashMap<>();

  /** The fewest rows of a slice that an answer was made from. */
  private final Map<String, Integer> fewestRows = new HashMap<>();

  private Optional<String> namedError = Optional.empty();

  /** Whether there are no more faults. */
  private boolean finishing;

  private Schedule(long seed, SeededBug.Variant bug) throws IOException {
    this.dice = new Dice(seed);
    this.plan = Plan.draw(dice);
    this.api = new SimulatedApi(plan.shape(), plan.slices(), dice);
    this.line = new Line(api, plan.shape());
    for (String slice : plan.slices()) {
      api.grow(slice, dice.below(30));
    }
    trace.add(plan.toString());
    tally.add(plan.shape());
    this.job = new Job(plan, bug, line, this::askForSearch, tally);
  }

  /** What became of a job, and how. */
  record Result(Tally tally, List<String> trace) {}

  /**
   * Runs a job through everything that its seed has in store for it.
   *
   * @throws Violation if it does what it must not; the message has all steps
   */
  static Result run(long seed, SeededBug.Variant bug) {
    Schedule schedule;
    try {
      schedule = new Schedule(seed, bug);
    } catch (IOException e) {
      throw new Violation("seed %d: %s".formatted(seed, e), e);
    }
    try {
      schedule.live();
      schedule.finish();
      schedule.check();
    } catch (IOException | RuntimeException e) {
      throw new Violation(
          "seed %d: %s%n%s".formatted(seed, e.getMessage(), String.join("\n", schedule.trace)), e);
    }
    return new Result(schedule.tally, schedule.trace);
  }

  private void live() throws IOException {
    int steps = dice.between(20, 160);
    for (int i = 0; i < steps && isRunning(); i++) {
      step();
    }
  }

  private boolean isRunning() {
    return namedError.isEmpty() && !(plan.ends() && job.hasEnded());
  }

  private void step() throws IOException {
    if (dice.happens(0.2) && search()) {
      return;
    }
    int chance = dice.below(100);
    if (chance < 35) {
      answer();
    } else if (chance < 55) {
      fetch(dice.below(Plan.MOST_READERS));
    } else if (chance < 80) {
      emit(dice.below(Plan.MOST_READERS), dice.between(1, 6));
    } else if (chance < 84) {
      if (plan.shape().drift() != Shape.Drift.STABLE && dice.happens(0.3)) {
        shrink();
      } else {
        grow();
      }
    } else if (chance < 88) {
      note(Event.POLL, "");
      job.advance(Job.POLL_INTERVAL);
    } else if (chance < 96) {
      checkpoint();
    } else {
      disaster();
    }
  }

  /** The enumerator looks how far the listing reaches; returns whether it wanted to. */
  private boolean search() throws IOException {
    try {
      boolean searched = job.search();
      if (searched) {
        note(Event.SEARCH, "");
      }
      return searched;
    } catch (FlinkRuntimeException e) {
      note(Event.SEARCH_FAILED, e.getMessage());
      job.restore(0, job.parallelism());
      return true;
    }
  }

  private PageFacts askForSearch(PageAddress page) throws IOException {
    if (!finishing && dice.happens(0.05)) {
      throw new IOException("the connection was reset");
    }
    String slice = plan.slices().get(0);
    int rows = api.rows(slice);
    int stale = staleAnswers.getOrDefault(slice, 0);
    if (!finishing && stale < MOST_STALE_ANSWERS && rows > 0 && dice.happens(0.1)) {
      staleAnswers.put(slice, stale + 1);
      tally.add(Event.STALE_ANSWER);
      rows = Math.max(0, rows - dice.between(1, 12));
    }
    fewestRows.merge(slice, rows, Math::min);
    PageFacts facts =
        api.answer(page, Map.of(), page instanceof PageAddress.AfterKey, rows).facts();
    trace.add("search %s of %d rows: %s".formatted(page, rows, facts.identities()));
    return facts;
  }

  private void note(Event event, Object what) {
    tally.add(event);
    trace.add(event + " " + what);
  }

  private void answer() throws IOException {
    if (job.pending().isEmpty()) {
      return;
    }
    boolean first = dice.happens(0.6);
    int index = first ? 0 : dice.below(job.pending().size());
    Job.Pending request = job.pending().get(index);
    if (index > 0) {
      tally.add(Event.ANSWER_OUT_OF_ORDER);
    }
    String slice = sliceOf(request);
    int rows = api.rows(slice);
    int stale = staleAnswers.getOrDefault(slice, 0);
    int chance = dice.below(100);
    if (chance < 4) {
      note(Event.ERROR, request.page());
      job.fail(request, new IOException("the connection was reset"));
    } else if (chance < 8) {
      // The client asks again, and the answer to that comes later.
      note(Event.LOST_PAGE, request.page());
    } else if (chance < 12 && stale < MOST_STALE_ANSWERS && rows > 0) {
      staleAnswers.put(slice, stale + 1);
      tally.add(Event.STALE_ANSWER);
      answer(request, Math.max(0, rows - dice.between(1, 12)));
    } else {
      tally.add(Event.ANSWER);
      answer(request, rows);
    }
  }

  private void answer(Job.Pending request, int rows) {
    String slice = sliceOf(request);
    fewestRows.merge(slice, rows, Math::min);
    try {
      var page = api.answer(request.page(), request.slice(), request.mayLiePastTheEnd(), rows);
      trace.add(
          "answer %s%s of %d rows: %s"
              .formatted(slice, request.page(), rows, page.facts().identities()));
      job.answer(request, page);
    } catch (IOException | SuppressRestartsException e) {
      trace.add("answer %s of %d rows: %s".formatted(request.page(), rows, e));
      job.fail(request, e);
    }
  }

  private static String sliceOf(Job.Pending request) {
    return request.slice().getOrDefault("slice", "");
  }

  private void fetch(int reader) throws IOException {
    try {
      job.fetch(reader);
    } catch (IOException e) {
      trace.add("reader %d fails: %s".formatted(reader, e.getMessage()));
      job.failReader(reader);
    } catch (RuntimeException e) {
      SuppressRestartsException named =
          ExceptionUtils.findThrowable(e, SuppressRestartsException.class).orElseThrow(() -> e);
      namedError = Optional.of(String.valueOf(named.getCause().getMessage()));
      note(Event.NAMED_ERROR, namedError.get());
      if (!plan.shape().contradictsItself() && plan.slices().stream().noneMatch(api::hasShrunk)) {
        throw new Violation("the job stops without a reason: " + namedError.get(), e);
      }
    }
  }

  private boolean emit(int reader, int most) {
    int before = line.size();
    boolean busy = false;
    for (int i = 0; i < most && job.emit(reader); i++) {
      busy = true;
    }
    if (line.size() > before) {
      trace.add("reader %d has emitted, now %d records".formatted(reader, line.size()));
    }
    return busy;
  }

  private void grow() {
    String slice = dice.oneOf(plan.slices());
    int count = dice.between(1, 12);
    note(
        line.read(slice) == api.visible(slice, api.rows(slice)).size()
            ? Event.GROWTH_AFTER_THE_END
            : Event.GROWTH,
        slice + " by " + count);
    api.grow(slice, count);
  }

  private void shrink() {
    String slice = dice.oneOf(plan.slices());
    int count = dice.between(1, 4);
    note(Event.SHRINKAGE, slice + " by " + count);
    api.shrink(slice, count);
  }

  private void checkpoint() throws IOException {
    int chance = dice.below(10);
    if (!job.hasStartedCheckpoint() || chance < 3) {
      trace.add("checkpoint starts");
      job.startCheckpoint();
    } else if (chance < 5) {
      note(Event.DECLINED_CHECKPOINT, "");
      job.declineCheckpoint();
    } else {
      note(Event.CHECKPOINT, "");
      job.completeCheckpoint();
    }
  }

  private void disaster() throws IOException {
    switch (dice.below(4)) {
      case 0 -> {
        int reader = dice.below(job.parallelism());
        note(Event.READER_FAILURE, reader);
        job.failReader(reader);
      }
      case 1 -> {
        note(Event.RESTORE, "");
        job.restore(0, job.parallelism());
      }
      case 2 -> {
        int before = dice.below(job.completedCheckpoints());
        note(before > 0 ? Event.RESTORE_OF_AN_EARLIER_CHECKPOINT : Event.RESTORE, before);
        job.restore(before, job.parallelism());
      }
      default -> {
        int parallelism = dice.between(1, Plan.MOST_READERS);
        note(parallelism == job.parallelism() ? Event.RESTORE : Event.RESCALE, parallelism);
        job.restore(0, parallelism);
      }
    }
  }

  /** No more faults: what is there is read, or an error says why not. */
  private void finish() throws IOException {
    finishing = true;
    if (dice.happens(0.5)) {
      grow();
    }
    int idle = 0;
    for (int turn = 0; isRunning() && idle < 6; turn++) {
      if (turn > ENOUGH_TURNS) {
        throw new Violation("the job makes no progress");
      }
      int before = line.size();
      while (search()) {}
      while (!job.pending().isEmpty()) {
        Job.Pending request = job.pending().get(0);
        answer(request, api.rows(sliceOf(request)));
      }
      boolean busy = false;
      for (int reader = 0; reader < job.parallelism() && isRunning(); reader++) {
        // It takes in one answer at a time.
        for (int i = 0; i <= mostChains() && isRunning(); i++) {
          fetch(reader);
          busy |= emit(reader, Integer.MAX_VALUE);
        }
      }
      job.startCheckpoint();
      job.completeCheckpoint();
      if (line.size() == before && !busy && job.pending().isEmpty()) {
        idle++;
        job.advance(Job.POLL_INTERVAL.plus(Duration.ofMillis(1)));
      } else if (line.size() > before) {
        idle = 0;
      }
    }
    if (namedError.isEmpty()) {
      note(Event.END, line.size());
    }
    if (line.size() == plan.maxRecords()) {
      note(Event.LIMIT_REACHED, line.size());
    }
  }

  /** Chains that a reader may have something of in one turn. */
  private int mostChains() {
    return plan.shape().sharing() == Shape.Sharing.WHOLE
        ? plan.slices().size()
        : plan.maxInFlight();
  }

  private void check() {
    if (line.size() > plan.maxRecords()) {
      throw new Violation("%d records of at most %d".formatted(line.size(), plan.maxRecords()));
    }
    for (String slice : plan.slices()) {
      if (api.hasShrunk(slice)) {
        checkShrunk(slice);
        continue;
      }
      // A bounded job has promised what was there when it asked.
      int rows = plan.shape().bounded() ? fewestRows.getOrDefault(slice, 0) : api.rows(slice);
      boolean atLimit = line.size() == plan.maxRecords();
      if (namedError.isEmpty()
          && plan.shape().endIsTrue()
          && !plan.shape().fullPageIsUnknown()
          && line.missing(slice, rows) > 0
          && !atLimit) {
        throw new Violation(
            "a quiet end after %d of %d records of slice '%s'"
                .formatted(line.read(slice), api.visible(slice, rows).size(), slice));
      }
    }
    if (plan.shape().paging() == Paging.NONE && tally.count(Event.STALE_ANSWER) == 0) {
      line.checkSnapshots();
    }
  }

  /**
   * The deletion of the last record that was read stops a job that is to stop, unless it has ended
   * before. Others may lie on pages that are not requested again.
   */
  private void checkShrunk(String slice) {
    if (plan.shape().drift() == Shape.Drift.FAIL
        && namedError.isEmpty()
        && !job.hasEnded()
        && line.lastIsDeleted(slice)) {
      throw new Violation(
          "the last record of slice '%s' that was read is deleted, and nothing says so"
              .formatted(slice));
    }
  }
}
