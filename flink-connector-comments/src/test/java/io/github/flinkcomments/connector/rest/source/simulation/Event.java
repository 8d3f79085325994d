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
package io.github.flinkcomments.connector.rest.source.simulation;

/** What can happen to a job, or to an API. */
enum Event {
  GROWTH,
  GROWTH_AFTER_THE_END,
  ANSWER,
  ANSWER_OUT_OF_ORDER,
  STALE_ANSWER,
  ERROR,
  LOST_PAGE,
  POLL,
  SEARCH,
  SEARCH_FAILED,
  SHRINKAGE,
  CHECKPOINT,
  DECLINED_CHECKPOINT,
  READER_FAILURE,
  RESTORE,
  RESTORE_OF_AN_EARLIER_CHECKPOINT,
  RESCALE,
  SPLIT_GIVEN_BACK,
  QUOTA_EXHAUSTED,
  LIMIT_REACHED,
  END,
  NAMED_ERROR
}
