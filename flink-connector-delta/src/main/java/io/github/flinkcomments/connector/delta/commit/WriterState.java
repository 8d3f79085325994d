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

import static java.util.Objects.requireNonNull;

import io.github.flinkcomments.connector.delta.log.file.FileOrigin;
import org.apache.flink.annotation.Internal;

/**
 * What a writer keeps in a snapshot. All rows are in finished files by then; this is for the files
 * that come after it.
 *
 * @param jobId the job that took the snapshot, as hexadecimal digits, and its submission, unless
 *     the state is too old to tell
 * @param origin of the files that this writer writes next, in this job
 */
@Internal
public record WriterState(String jobId, FileOrigin origin) {

  public WriterState {
    requireNonNull(jobId);
    requireNonNull(origin);
  }
}
