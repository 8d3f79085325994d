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
package io.github.flinkcomments.examples.job;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.table.data.RowData;

/** Passes rows on, and fails once in the life of a job. The job runs in this process. */
final class FailingMap extends RichMapFunction<RowData, RowData>
    implements CheckpointedFunction, CheckpointListener {

  private static final long serialVersionUID = 1L;

  /** When to fail. */
  enum Stage {
    BEFORE_THE_FIRST_CHECKPOINT,
    DURING_A_CHECKPOINT,
    WHEN_A_CHECKPOINT_COMPLETES,
    AFTER_A_COMMIT,
    AT_THE_LAST_ROW
  }

  private static final AtomicBoolean FAILED = new AtomicBoolean();
  private static final AtomicInteger MAPPED = new AtomicInteger();
  private static final AtomicInteger CHECKPOINTS_COMPLETED = new AtomicInteger();
  private static volatile Stage failingAt = Stage.AT_THE_LAST_ROW;
  private static volatile int lastRow;

  static void armed(Stage stage, int rows) {
    failingAt = stage;
    lastRow = rows;
    FAILED.set(false);
    MAPPED.set(0);
    CHECKPOINTS_COMPLETED.set(0);
  }

  static boolean hasFailed() {
    return FAILED.get();
  }

  @Override
  public RowData map(RowData row) {
    int mapped = MAPPED.incrementAndGet();
    boolean due =
        switch (failingAt) {
          case BEFORE_THE_FIRST_CHECKPOINT -> mapped == 10;
          case AFTER_A_COMMIT -> CHECKPOINTS_COMPLETED.get() >= 9;
          case AT_THE_LAST_ROW -> mapped == lastRow;
          case DURING_A_CHECKPOINT, WHEN_A_CHECKPOINT_COMPLETES -> false;
        };
    if (due) {
      fail();
    }
    return row;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) {
    if (isAt(Stage.DURING_A_CHECKPOINT) && context.getCheckpointId() >= 3) {
      fail();
    }
  }

  @Override
  public void notifyCheckpointComplete(long checkpointId) {
    CHECKPOINTS_COMPLETED.incrementAndGet();
    if (isAt(Stage.WHEN_A_CHECKPOINT_COMPLETES) && checkpointId >= 3) {
      fail();
    }
  }

  @Override
  public void initializeState(FunctionInitializationContext context) {
    // Nothing is kept.
  }

  private static boolean isAt(Stage stage) {
    return failingAt == stage;
  }

  private static void fail() {
    if (FAILED.compareAndSet(false, true)) {
      throw new IllegalStateException("A failure on purpose");
    }
  }
}
