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
package io.github.flinkcomments.examples.monitoring;

import io.delta.standalone.DeltaLog;
import io.delta.standalone.Operation;
import io.delta.standalone.actions.SetTransaction;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;

/** Commits to the table of a job all the time, so that it is the faster one now and then. */
final class OtherWriter implements AutoCloseable {

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final DeltaLog log;

  private OtherWriter(String table) {
    this.log = DeltaLog.forTable(new Configuration(), table);
  }

  /** Starts to commit versions without data to a table that is there. */
  static OtherWriter start(String table) {
    OtherWriter writer = new OtherWriter(table);
    writer.thread.execute(writer::run);
    return writer;
  }

  private void run() {
    for (long commit = 1; !thread.isShutdown(); commit++) {
      log.update();
      log.startTransaction()
          .commit(
              List.of(new SetTransaction("other", commit, Optional.empty())),
              new Operation(Operation.Name.MANUAL_UPDATE),
              "a test");
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.shutdown();
    if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("The other writer does not end.");
    }
  }
}
