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
package io.github.flinkcomments.connector.delta.log.maintenance;

import io.delta.kernel.engine.Engine;
import io.delta.kernel.hook.PostCommitHook;
import io.delta.kernel.hook.PostCommitHook.PostCommitHookType;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.TableConfig;
import io.delta.kernel.internal.checkpoints.Checkpointer;
import io.delta.kernel.internal.hook.CheckpointHook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.annotation.Internal;

/**
 * Sees to it that a log gets checkpoints. Kernel asks for one with every so many-th version; where
 * those are always made by a writer that writes none, there would never be one.
 */
@Internal
public final class DueCheckpoints {

  private long newest;

  /**
   * What is to be done after a commit.
   *
   * @param hooks what Kernel asks for
   * @param table the snapshot that the commit has made
   */
  public List<PostCommitHook> addTo(List<PostCommitHook> hooks, SnapshotImpl table) {
    newest = Math.max(newest, table.getLogSegment().getCheckpointVersionOpt().orElse(0L));
    boolean isAskedFor =
        hooks.stream().anyMatch(hook -> hook.getType() == PostCommitHookType.CHECKPOINT);
    int interval = TableConfig.CHECKPOINT_INTERVAL.fromMetadata(table.getMetadata());
    boolean isDue = table.getVersion() - newest >= interval;
    if (isAskedFor || isDue) {
      newest = table.getVersion();
    }
    List<PostCommitHook> all = new ArrayList<>(hooks);
    if (isDue && !isAskedFor) {
      all.add(new UnlessThereIsOne(table, interval));
    }
    return all;
  }

  /**
   * A checkpoint, unless another writer has made one lately: a snapshot that is carried does not
   * know of it.
   */
  private record UnlessThereIsOne(SnapshotImpl table, int interval) implements PostCommitHook {

    @Override
    public void threadSafeInvoke(Engine engine) throws IOException {
      boolean isThere =
          new Checkpointer(table.getLogPath())
              .readLastCheckpointFile(engine)
              .filter(checkpoint -> checkpoint.version > table.getVersion() - interval)
              .isPresent();
      if (!isThere) {
        new CheckpointHook(table.getDataPath(), table.getVersion()).threadSafeInvoke(engine);
      }
    }

    @Override
    public PostCommitHookType getType() {
      return PostCommitHookType.CHECKPOINT;
    }
  }
}
