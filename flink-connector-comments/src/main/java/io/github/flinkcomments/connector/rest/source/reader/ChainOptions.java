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
package io.github.flinkcomments.connector.rest.source.reader;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.annotation.Internal;

/**
 * What readers of chains need to know beside the {@link ReaderOptions}.
 *
 * @param bounded whether a chain is finished at its end, and does not wait for more
 * @param pollInterval pause between two requests for the last page of a chain
 * @param pollFailureTimeout how long such requests may fail, one after the other
 * @param maxRecords records to emit at most, and then to stop; {@link Long#MAX_VALUE} for no limit
 */
@Internal
public record ChainOptions(
    boolean bounded, Duration pollInterval, Duration pollFailureTimeout, long maxRecords)
    implements Serializable {

  /** Whether a chain is ever finished. */
  public boolean stops() {
    return bounded || maxRecords < Long.MAX_VALUE;
  }
}
