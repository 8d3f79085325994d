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

import java.util.ArrayList;
import java.util.List;

/** Tasks of a job that were thought dead, and are not. */
final class Zombies {

  /**
   * @param told the newest checkpoint that they may still hear of; later ones are not told to them
   */
  private record Zombie(Attempt attempt, long told) {}

  private final World world;
  private final List<Zombie> sleeping = new ArrayList<>();

  Zombies(World world) {
    this.world = world;
  }

  boolean areThere() {
    return !sleeping.isEmpty();
  }

  void add(Attempt attempt, long told) {
    sleeping.add(new Zombie(attempt, told));
    world.mayLeaveBehind(attempt.mostOrphans());
  }

  /** A committer hears of a checkpoint at last. It may do what it wants, nobody looks. */
  void wakeOne() {
    if (sleeping.isEmpty()) {
      return;
    }
    Zombie zombie = sleeping.remove(world.dice().below(sleeping.size()));
    try {
      zombie.attempt().announce(zombie.told());
    } catch (Exception e) {
      world.note("the zombie found: %s".formatted(e.getMessage()));
    }
    zombie.attempt().close();
  }
}
