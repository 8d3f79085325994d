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
package io.github.flinkcomments.connector.delta.simulation;

import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Access;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.FileKind;
import io.github.flinkcomments.connector.delta.simulation.FaultPoint.Moment;
import java.io.IOException;
import java.io.Serial;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Decides at each access whether it fails, and counts. */
final class Faults {

  /** An access that failed because the dice said so. */
  static final class Injected extends IOException {

    @Serial private static final long serialVersionUID = 1L;

    Injected(FaultPoint point) {
      super("injected: " + point, null);
    }
  }

  /** Something that another process does between two accesses. */
  interface Interlude {
    void happen();
  }

  private static final int MOST_ACCESSES_UNTIL_INTERLUDE = 60;
  private static final FaultPoint COMMIT =
      new FaultPoint(Access.PUT, Moment.BEFORE, FileKind.LOG_ENTRY);

  private static final Set<FileKind> PUBLISHED =
      EnumSet.of(FileKind.LOG_CHECKPOINT, FileKind.LAST_CHECKPOINT, FileKind.CHECKSUM);

  private final Dice dice;
  private final Map<FaultPoint, Integer> accesses = new HashMap<>();
  private final Map<FaultPoint, Integer> hits = new HashMap<>();
  private double rate;
  private boolean paused;
  private boolean sparesJobs;
  private boolean injected;
  private int accessesUntilInterlude;
  private boolean waitsForCommit;
  private Interlude interlude;

  Faults(Dice dice) {
    this.dice = dice;
  }

  void rate(double newRate) {
    rate = newRate;
  }

  /** Something happens once, after some accesses or right before the next log entry is put. */
  void interrupt(Interlude event) {
    waitsForCommit = dice.happens(0.5);
    accessesUntilInterlude = dice.below(MOST_ACCESSES_UNTIL_INTERLUDE);
    interlude = event;
  }

  void at(FaultPoint point) throws IOException {
    accesses.merge(point, 1, Integer::sum);
    if (interlude != null && isTimeForInterlude(point)) {
      Interlude event = interlude;
      interlude = null;
      event.happen();
    }
    if (rate > 0 && !isSpared(point) && dice.happens(rate * weight(point))) {
      injected = true;
      hits.merge(point, 1, Integer::sum);
      throw new Injected(point);
    }
  }

  private boolean isSpared(FaultPoint point) {
    return paused || (sparesJobs && !isPublished(point) && !isCleanUp(point));
  }

  private boolean isTimeForInterlude(FaultPoint point) {
    return waitsForCommit ? point.equals(COMMIT) : accessesUntilInterlude-- <= 0;
  }

  /**
   * What is seldom fails more often. Reading the log does so less: there is much of it in every
   * start, and a job that does not even start comes to nothing else. What is published in the
   * background fails most: there is little of it in a short life, and no job dies of it.
   */
  private static double weight(FaultPoint point) {
    return switch (point.file()) {
      case LOG_CHECKPOINT -> isPublished(point) ? 50 : 8;
      case LAST_CHECKPOINT -> isPublished(point) ? 50 : isLookForIt(point) ? 1 : 5;
      case CHECKSUM -> isPublished(point) ? 10 : point.access() == Access.LOOK ? 100 : 1;
      case LOG_ENTRY ->
          switch (point.access()) {
            case PUT -> 10;
            case WRITE -> 5;
            default -> 1;
          };
      case DATA_FILE -> point.access() == Access.WRITE ? 0.5 : isCleanUp(point) ? 50 : 10;
      case TABLE -> isCleanUp(point) ? 20 : 1;
      case LOG -> 1;
    };
  }

  /** Each start makes one, mostly in vain. */
  private static boolean isLookForIt(FaultPoint point) {
    return point.access() == Access.OPEN && point.moment() == Moment.BEFORE;
  }

  /** Whether it is done for the next one who reads the log. */
  private static boolean isPublished(FaultPoint point) {
    return PUBLISHED.contains(point.file())
        && (point.access() == Access.PUT || point.access() == Access.WRITE);
  }

  /** Whether it is done to find and remove what failed attempts have left behind. */
  private static boolean isCleanUp(FaultPoint point) {
    return point.access() == (point.file() == FileKind.TABLE ? Access.LIST : Access.DELETE);
  }

  /** From now on nothing fails but what nobody waits for, and nothing comes in between. */
  void spareJobs() {
    sparesJobs = true;
    interlude = null;
  }

  /** Nothing fails until {@link #resume}. */
  void pause() {
    paused = true;
  }

  void resume() {
    paused = false;
  }

  /** Whether anything has failed since this was last asked. */
  boolean takeInjected() {
    boolean taken = injected;
    injected = false;
    return taken;
  }

  Tally tally() {
    return new Tally(accesses, hits);
  }
}
