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
package io.github.flinkcomments.connector.delta.commit;

/** What {@link CommitRule} says about a committable, or about a start. */
enum CommitDecision {
  /** Add the files in one new version. */
  COMMIT,

  /** The table holds these rows since an earlier attempt: nothing to do. */
  ALREADY_COMMITTED,

  /**
   * The job was restored from an older snapshot than the table has seen. Whether it may go on is
   * decided when it starts. A committable that came with the snapshot is in the table, which its
   * log entry must show; skipping it by its number alone might lose rows.
   */
  REWIND,

  /** Another job commits under our sink id: both were restored from the same snapshot. */
  FOREIGN_WRITER
}
