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

/**
 * The parameter for the size of a page, and how far it goes.
 *
 * @param asked the largest size that was asked for
 * @param given how many records came then; if that was refused, how many come without a size
 */
record Limit(String parameter, int asked, int given, Outcome outcome) {

  /** What the server makes of the largest size. */
  enum Outcome {
    /** As many records as it was asked for, or all that there are. */
    SERVED,
    /** Fewer, although it has more. */
    CAPPED,
    /** Fewer, and nothing tells whether it has more. */
    UNCLEAR,
    REFUSED
  }
}
