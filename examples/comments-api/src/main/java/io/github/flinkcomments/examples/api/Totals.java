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

/** Where an answer says how long the listing is. */
public enum Totals {
  /** In the header {@code X-Total-Count}; the body is the array. */
  HEADER,
  /** In the body: {@code {"total": 500, "comments": [...]}}. */
  BODY,
  /** Nowhere; the body is the array. */
  NONE
}
