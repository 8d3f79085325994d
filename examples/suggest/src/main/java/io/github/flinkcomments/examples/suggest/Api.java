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
package io.github.flinkcomments.examples.suggest;

import java.net.URI;

/** Answers questions, so many and no more. */
interface Api {

  /**
   * Makes one request, and one more for each redirect.
   *
   * @throws NoListingException if there is no answer: it took too long, say, or redirects elsewhere
   */
  Answer get(URI uri) throws NoListingException, InterruptedException;

  /** How many requests were made. */
  int requests();

  /** How many more may be made. */
  int left();
}
