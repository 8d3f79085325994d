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
package io.github.flinkcomments.examples.api;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults still to be delivered. Each request gets at most one: that of the oldest rule which
 * matches it. Safe to use while the server runs.
 */
public final class Faults {

  private final List<Rule> rules = new ArrayList<>();

  Faults() {}

  /** Delivers a fault to each of the next {@code count} requests. */
  public Faults next(int count, Fault fault) {
    return when(request -> true, count, fault);
  }

  /** Delivers a fault to the next {@code count} requests that match. */
  public synchronized Faults when(Predicate<ListingRequest> matches, int count, Fault fault) {
    rules.add(new Rule(matches, count, fault));
    return this;
  }

  /** Delivers a fault to every {@code period}-th request, until cleared. */
  public Faults every(int period, Fault fault) {
    return when(request -> request.sequence() % period == 0, Integer.MAX_VALUE, fault);
  }

  /** Forgets what was not delivered yet. */
  public synchronized void clear() {
    rules.clear();
  }

  synchronized Optional<Fault> take(ListingRequest request) {
    for (Iterator<Rule> remaining = rules.iterator(); remaining.hasNext(); ) {
      Rule rule = remaining.next();
      if (rule.matches.test(request)) {
        if (--rule.left == 0) {
          remaining.remove();
        }
        return Optional.of(rule.fault);
      }
    }
    return Optional.empty();
  }

  private static final class Rule {
    private final Predicate<ListingRequest> matches;
    private final Fault fault;
    private int left;

    private Rule(Predicate<ListingRequest> matches, int left, Fault fault) {
      this.matches = matches;
      this.left = left;
      this.fault = fault;
    }
  }
}
