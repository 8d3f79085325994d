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

import io.github.flinkcomments.connector.delta.log.CommitResult;
import io.github.flinkcomments.connector.delta.log.DeltaTable;
import io.github.flinkcomments.connector.delta.log.entry.LogTail;
import io.github.flinkcomments.connector.delta.log.entry.StepBack;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start that finds the table ahead of the restored snapshot.
 *
 * <p>It may be broken off anywhere and begin again from the same snapshot: either the new epoch was
 * opened, which the table tells, or nothing has happened.
 */
final class RewindStart {

  private static final Logger LOG = LoggerFactory.getLogger(RewindStart.class);

  private final RewindPolicy policy;
  private final DeltaTable table;
  private final String path;
  private final SinkIdentity kept;
  private final long checkpoint;
  private SinkId next;

  /**
   * @param policy what the user wants
   * @param table the table that is ahead
   * @param path its path, for messages
   * @param kept the identity of the snapshot
   * @param checkpoint the checkpoint of the snapshot
   */
  RewindStart(
      RewindPolicy policy, DeltaTable table, String path, SinkIdentity kept, long checkpoint) {
    this.policy = policy;
    this.table = table;
    this.path = path;
    this.kept = kept;
    this.checkpoint = checkpoint;
    this.next = kept.sinkId();
  }

  /**
   * Goes back as the policy has it.
   *
   * @return the id to go on under
   * @throws SuppressRestartsException if the sink must not, or cannot, go back
   */
  SinkId goBack() {
    Optional<SinkId> opened = rewind().openedBefore(policy.run());
    if (opened.isPresent()) {
      return opened.get();
    }
    CommitResult result = table.stepBack(this::plan, kept.tableId());
    LOG.warn(
        "The table {} was ahead of the restored checkpoint {}. Version {} makes up for it ({}); sink {} goes on as {}",
        path,
        checkpoint,
        result.version(),
        policy.mode(),
        kept.sinkId(),
        next);
    return next;
  }

  /** Planned for the table as it is now; if a version comes in between, it is planned anew. */
  private StepBack plan() {
    Rewind rewind = rewind();
    next = rewind.nextEpoch(policy.run());
    return switch (policy.mode()) {
      case FAIL -> throw refused(rewind, Optional.empty());
      case RESTORE -> {
        Optional<String> objection = rewind.objectionToRestoring();
        if (objection.isPresent()) {
          throw refused(rewind, objection);
        }
        yield rewind.restoring(next);
      }
      case APPEND -> {
        Optional<String> objection = rewind.objectionToGoingOn();
        if (objection.isPresent()) {
          throw refused(rewind, objection);
        }
        yield rewind.appending(next);
      }
    };
  }

  /** The log first: a plan from an older log than the transactions is not carried out. */
  private Rewind rewind() {
    SinkId id = kept.sinkId();
    LogTail tail =
        table.transactions().logBackTo(entry -> Rewind.isOfSnapshot(entry, id, checkpoint));
    Map<SinkId, Long> epochs =
        table.transactions().newestVersions(id::owns).entrySet().stream()
            .collect(Collectors.toMap(epoch -> new SinkId(epoch.getKey()), Map.Entry::getValue));
    return new Rewind(id, checkpoint, kept.newestCommittable(), epochs, tail);
  }

  private SuppressRestartsException refused(Rewind rewind, Optional<String> objection) {
    return new SuppressRestartsException(
        SinkStateException.rewind(new RewindMessage(path, rewind, policy.mode(), objection)));
  }
}
