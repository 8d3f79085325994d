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
package io.github.flinkcomments.connector.rest.source.reader;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The chains of a reader, which take turns. Those that are paused because they are ahead of others
 * (watermark alignment) are neither asked for nor delivered. Fetcher thread only.
 */
final class ActiveChains<T> {

  /** All chains; the first has its turn, and then moves to the end. */
  private final Deque<ChainWalk<T>> chains = new ArrayDeque<>();

  private final Set<String> paused = new HashSet<>();

  void add(ChainWalk<T> chain) {
    chains.add(chain);
  }

  void remove(ChainWalk<T> chain) {
    chains.remove(chain);
    paused.remove(id(chain));
  }

  void pause(Collection<String> splitIds) {
    paused.addAll(splitIds);
  }

  void resume(Collection<String> splitIds) {
    paused.removeAll(splitIds);
  }

  /** Those that are not paused, in the order of their turns. */
  List<ChainWalk<T>> inOrder() {
    return active().toList();
  }

  private Stream<ChainWalk<T>> active() {
    return chains.stream().filter(this::isActive);
  }

  /** The same, each of which moves to the end when it is its turn. */
  Optional<ChainWalk<T>> next() {
    ChainWalk<T> chain = chains.remove();
    chains.add(chain);
    return Optional.of(chain).filter(this::isActive);
  }

  /** How many there are, those that are paused included. */
  int count() {
    return chains.size();
  }

  private boolean isActive(ChainWalk<T> chain) {
    return paused.isEmpty() || !paused.contains(id(chain));
  }

  private static String id(ChainWalk<?> chain) {
    return chain.split().splitId();
  }

  /**
   * Requests under way. Those of a paused chain do not count: it must not keep the chains that it
   * waits for from asking, and its own window bounds them.
   */
  int inFlight() {
    return active().mapToInt(ChainWalk::inFlight).sum();
  }

  /** How long until a request is due; empty if none is planned. */
  Optional<Duration> untilDue() {
    return active().flatMap(chain -> chain.untilDue().stream()).min(Duration::compareTo);
  }
}
