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
package io.github.flinkcomments.examples.job;

/** Why a job that did not fail is over. */
public enum Ending {
  /** It read everything that was there when it started, and was stopped with a savepoint. */
  CAUGHT_UP,
  /** It was asked to stop, and did so with a savepoint. */
  STOPPED,
  /** Somebody ended it through Flink, from elsewhere. */
  ENDED_ELSEWHERE,
  /** Its plan was shown, and nothing was run. */
  EXPLAINED
}
