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
package io.github.flinkcomments.connector.rest.pagination;

import org.apache.flink.annotation.Internal;

/** What follows from the answer to one page of a chain. */
@Internal
public sealed interface Step {

  /**
   * There is another page to ask for.
   *
   * @param page which one
   */
  record Next(PageAddress page) implements Step {}

  /** The listing ends here, for now. */
  record AtEnd() implements Step {}

  /** The listing has ended with the page before, whose records this page only repeats. */
  record PastEnd() implements Step {}

  /**
   * The answers lead nowhere, or contradict each other; asking on would repeat or lose records.
   *
   * @param reason a sentence, with the way out
   */
  record Stuck(String reason) implements Step {}
}
