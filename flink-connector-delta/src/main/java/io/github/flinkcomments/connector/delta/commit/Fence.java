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
package io.github.flinkcomments.connector.delta.commit;

import org.apache.flink.annotation.Internal;

/**
 * The transaction numbers that close an epoch of a sink id. They are above any checkpoint, so that
 * whoever still commits under that id finds the table ahead of itself and stops.
 *
 * <p>A fence also tells what the table has kept of its epoch: the rows up to some checkpoint, all
 * of them, or none. The less it keeps the higher it is, so numbers rise when a table goes back
 * further and further.
 */
@Internal
public final class Fence {

  private static final long LOWEST = 1L << 62;
  private static final long NO_CHECKPOINT = 0;

  private Fence() {}

  /** All rows of the epoch stay in the table. */
  static long keepingAll() {
    return LOWEST;
  }

  /** The rows of later checkpoints than this one were taken out. */
  static long keepingUpTo(long checkpoint) {
    return Long.MAX_VALUE - checkpoint;
  }

  /** All rows of the epoch were taken out. */
  static long keepingNone() {
    return keepingUpTo(NO_CHECKPOINT);
  }

  /** Whether a transaction number is that of a fence, and not of a checkpoint. */
  public static boolean isFence(long number) {
    return number >= LOWEST;
  }

  /**
   * Whether the table still holds what the epoch had committed up to a checkpoint.
   *
   * @param number the epoch's transaction number
   */
  static boolean keeps(long number, long checkpoint) {
    return !isFence(number) || checkpoint <= keptBy(number);
  }

  /** The newest checkpoint whose rows a fence keeps. */
  static long keptBy(long fence) {
    return Long.MAX_VALUE - fence;
  }
}
