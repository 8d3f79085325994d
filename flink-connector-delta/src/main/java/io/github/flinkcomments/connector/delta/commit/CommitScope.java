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

import org.apache.flink.annotation.Internal;

/** What one committable stands for. */
@Internal
public enum CommitScope {
  /** What a streaming job wrote up to one checkpoint. Others follow under the same sink id. */
  CHECKPOINT,

  /**
   * All that a batch job wrote. Its sink id is used for one version only, so whoever finds that
   * version in the table finds the whole job done, even if lost tasks have written other files
   * since.
   */
  JOB
}
