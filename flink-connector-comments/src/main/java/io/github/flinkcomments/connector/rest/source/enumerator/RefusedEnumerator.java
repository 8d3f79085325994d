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

import io.github.flinkcomments.connector.rest.source.split.RestSplit;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.runtime.execution.SuppressRestartsException;

/** Fails the job when it is started, since the state that it was restored with is of no use. */
@Internal
public final class RefusedEnumerator implements SplitEnumerator<RestSplit, RestEnumeratorState> {

  private final RestEnumeratorState state;
  private final Exception reason;

  /**
   * Refuses a state.
   *
   * @param state what was restored
   * @param reason why the job cannot go on from it
   */
  public RefusedEnumerator(RestEnumeratorState state, Exception reason) {
    this.state = state;
    this.reason = reason;
  }

  /**
   * Fails.
   *
   * @throws SuppressRestartsException always
   */
  @Override
  public void start() {
    throw new SuppressRestartsException(reason);
  }

  @Override
  public void handleSplitRequest(int subtask, String requesterHostname) {
    // The job has failed.
  }

  @Override
  public void addSplitsBack(List<RestSplit> splits, int subtask) {
    // The job has failed.
  }

  @Override
  public void addReader(int subtask) {
    // The job has failed.
  }

  @Override
  public RestEnumeratorState snapshotState(long checkpointId) {
    return state;
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
