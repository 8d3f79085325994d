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
package io.github.flinkcomments.connector.delta.simulation;

import io.github.flinkcomments.connector.delta.commit.DeltaCommittable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;

/** What Flink asks a committer for, falsified. */
final class Requests {

  /** Deals with one request. */
  interface Handling {
    void handle(CommitRequest<DeltaCommittable> request) throws IOException, InterruptedException;
  }

  private Requests() {}

  /** A committer that deals with each request in some other way. */
  static Committer<DeltaCommittable> each(Committer<DeltaCommittable> sound, Handling handling) {
    return new Committer<>() {
      @Override
      public void commit(Collection<CommitRequest<DeltaCommittable>> requests)
          throws IOException, InterruptedException {
        for (CommitRequest<DeltaCommittable> request : requests) {
          handling.handle(request);
        }
      }

      @Override
      public void close() throws Exception {
        sound.close();
      }
    };
  }

  /** A committer that gets other committables. */
  static Committer<DeltaCommittable> changed(
      Committer<DeltaCommittable> sound, UnaryOperator<DeltaCommittable> change) {
    return each(sound, request -> sound.commit(List.of(new Changed(request, change))));
  }

  private record Changed(
      CommitRequest<DeltaCommittable> request, UnaryOperator<DeltaCommittable> change)
      implements CommitRequest<DeltaCommittable> {

    @Override
    public DeltaCommittable getCommittable() {
      return change.apply(request.getCommittable());
    }

    @Override
    public int getNumberOfRetries() {
      return request.getNumberOfRetries();
    }

    @Override
    public void signalFailedWithKnownReason(Throwable failure) {
      request.signalFailedWithKnownReason(failure);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable failure) {
      request.signalFailedWithUnknownReason(failure);
    }

    @Override
    public void retryLater() {
      request.retryLater();
    }

    @Override
    public void updateAndRetryLater(DeltaCommittable committable) {
      request.updateAndRetryLater(committable);
    }

    @Override
    public void signalAlreadyCommitted() {
      request.signalAlreadyCommitted();
    }
  }
}
