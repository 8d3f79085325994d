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

import io.github.flinkcomments.connector.rest.source.split.RangeSplit;
import io.github.flinkcomments.connector.rest.source.split.RangeSplitState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A reader without Flink and without an API: the real windows and positions. */
public final class SimulatedReader {

  private record Held(RangeSplitState state, PageWindow window) {}

  private final PageLimit limit;
  private final Deque<Held> held = new ArrayDeque<>();
  private final List<RangeSplit> assignedSinceSnapshot = new ArrayList<>();
  private final List<Long> emitted = new ArrayList<>();

  public SimulatedReader(int pageSize) {
    limit = new PageLimit(pageSize);
  }

  public void assign(RangeSplit split) {
    assignedSinceSnapshot.add(split);
    restore(split);
  }

  public void restore(RangeSplit split) {
    held.add(
        new Held(
            new RangeSplitState(split),
            new PageWindow(split.position(), split.end(), true, limit)));
  }

  public int held() {
    return held.size();
  }

  /** Reads one page of the first range; the server gives at most {@code cap} rows. */
  public void page(int cap) {
    if (held.isEmpty()) {
      return;
    }
    Held first = held.element();
    first.window().next().ifPresent(request -> emit(first, request, cap));
    if (first.window().isDone()) {
      held.remove();
    }
  }

  private void emit(Held range, PageRequest request, int cap) {
    int rows = range.window().received(request, Math.min(cap, request.limit()));
    for (long offset = request.from(); offset < request.from() + rows; offset++) {
      emitted.add(offset);
      range.state().emitted(offset, String.valueOf(offset), Optional.empty());
    }
  }

  public List<RangeSplit> snapshot() {
    assignedSinceSnapshot.clear();
    return held.stream().map(range -> range.state().toSplit()).toList();
  }

  public List<RangeSplit> assignedSinceSnapshot() {
    return List.copyOf(assignedSinceSnapshot);
  }

  public List<Long> takeEmitted() {
    List<Long> taken = List.copyOf(emitted);
    emitted.clear();
    return taken;
  }
}
