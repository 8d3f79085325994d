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
import java.util.function.Predicate;

/** Actions that run once, after the page of a matching request was read. */
final class PageHooks {

  private record Hook(Predicate<ListingRequest> matches, Runnable action) {}

  private final List<Hook> hooks = new ArrayList<>();

  synchronized void add(Predicate<ListingRequest> matches, Runnable action) {
    hooks.add(new Hook(matches, action));
  }

  synchronized void run(ListingRequest request) {
    for (Iterator<Hook> waiting = hooks.iterator(); waiting.hasNext(); ) {
      Hook hook = waiting.next();
      if (hook.matches().test(request)) {
        waiting.remove();
        hook.action().run();
      }
    }
  }
}
