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
package io.github.flinkcomments.connector.rest.source.enumerator;

import io.github.flinkcomments.connector.rest.source.enumerator.EndDiscovery.Look;
import io.github.flinkcomments.connector.rest.source.enumerator.EndDiscovery.Sight;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A listing in memory, whose records are numbered from 1 in the order in which they were added. */
final class FakeListing implements Look {

  private final List<String> rows = new ArrayList<>();
  private final Set<Long> absentOnce = new HashSet<>();
  private OptionalLong claimedTotal = OptionalLong.empty();
  private boolean totalHidden;
  private int added;
  private int looks;
  private int pauses;

  FakeListing grow(int count) {
    for (int i = 0; i < count; i++) {
      rows.add(String.valueOf(++added));
    }
    return this;
  }

  FakeListing delete(int offset) {
    rows.remove(offset);
    return this;
  }

  FakeListing insert(int offset) {
    rows.add(offset, String.valueOf(++added));
    return this;
  }

  FakeListing hideTotal() {
    totalHidden = true;
    return this;
  }

  FakeListing setTotal(long total) {
    claimedTotal = OptionalLong.of(total);
    return this;
  }

  FakeListing absentOnce(long offset) {
    absentOnce.add(offset);
    return this;
  }

  ListingEnd end() {
    return rows.isEmpty()
        ? ListingEnd.EMPTY
        : new ListingEnd(rows.size(), Optional.of(rows.get(rows.size() - 1)));
  }

  int looks() {
    return looks;
  }

  int pauses() {
    return pauses;
  }

  void pause() {
    pauses++;
  }

  @Override
  public Sight at(long offset) {
    looks++;
    boolean there = offset < rows.size() && !absentOnce.remove(offset);
    OptionalLong total =
        totalHidden ? OptionalLong.empty() : OptionalLong.of(claimedTotal.orElse(rows.size()));
    return new Sight(there ? Optional.of(rows.get((int) offset)) : Optional.empty(), total);
  }
}
