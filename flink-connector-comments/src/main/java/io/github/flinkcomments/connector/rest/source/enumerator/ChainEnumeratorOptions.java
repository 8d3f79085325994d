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
package io.github.flinkcomments.connector.rest.source.enumerator;

import org.apache.flink.annotation.Internal;

/**
 * What the enumerator of chains needs to know beside the listing.
 *
 * @param stops whether a chain is finished at its end
 * @param maxRecords records to emit at most; {@link Long#MAX_VALUE} for no limit
 * @param maxRecordsPerCheckpoint records to emit between two completed checkpoints at most; {@link
 *     Long#MAX_VALUE} for no limit
 * @param recordsOfRange records of a range of pages, about
 * @param fingerprintChecked whether restored state must come from the same listing
 */
@Internal
public record ChainEnumeratorOptions(
    boolean stops,
    long maxRecords,
    long maxRecordsPerCheckpoint,
    long recordsOfRange,
    boolean fingerprintChecked) {

  /** Whether a reader may emit anything; not all may if the quota is below the parallelism. */
  boolean mayEmit(int subtask) {
    return subtask < maxRecordsPerCheckpoint;
  }
}
