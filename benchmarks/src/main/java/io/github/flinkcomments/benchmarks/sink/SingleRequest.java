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
package io.github.flinkcomments.benchmarks.sink;

import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;

/**
 * Asks for one commit, as Flink does.
 *
 * @param committable what is to be committed
 */
record SingleRequest(DeltaCommittable committable) implements CommitRequest<DeltaCommittable> {

  @Override
  public DeltaCommittable getCommittable() {
    return committable;
  }

  @Override
  public int getNumberOfRetries() {
    return 0;
  }

  @Override
  public void signalFailedWithKnownReason(Throwable failure) {
    throw new IllegalStateException(failure);
  }

  @Override
  public void signalFailedWithUnknownReason(Throwable failure) {
    throw new IllegalStateException(failure);
  }

  @Override
  public void retryLater() {
    throw new IllegalStateException("Nothing is put off.");
  }

  @Override
  public void updateAndRetryLater(DeltaCommittable changed) {
    retryLater();
  }

  @Override
  public void signalAlreadyCommitted() {
    throw new IllegalStateException("Nothing was committed before.");
  }
}
