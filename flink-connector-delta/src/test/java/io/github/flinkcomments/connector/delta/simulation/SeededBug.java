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
import io.github.flinkcomments.connector.delta.commit.SinkId;
import io.github.flinkcomments.connector.delta.commit.WriteResult;
import io.github.flinkcomments.connector.delta.storage.MemoryStorage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;

/** Bugs that sinks have had, put around this one, each where it would be. */
enum SeededBug implements Variant.Source {
  /** Every commit goes through, whatever the table has seen. */
  TRANSACTION_CHECK_OFF {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        Committer<DeltaCommittable> committer(
            Committer<DeltaCommittable> sound, JobID job, OptionalLong restored) {
          return Requests.changed(
              sound, committable -> as(UUID.randomUUID().toString(), committable));
        }
      };
    }
  },

  /** It is another one after a resume. */
  JOB_ID_AS_IDENTITY {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        Committer<DeltaCommittable> committer(
            Committer<DeltaCommittable> sound, JobID job, OptionalLong restored) {
          return Requests.changed(sound, committable -> as(job.toString(), committable));
        }
      };
    }
  },

  /** Writers without state invent one; the first file of a checkpoint tells which it is. */
  IDENTITY_IN_WRITERS {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      String invented = UUID.randomUUID().toString();
      return new Variant() {
        @Override
        List<CommittableMessage<DeltaCommittable>> toCommitter(
            List<CommittableMessage<DeltaCommittable>> messages, boolean atEnd) {
          return Messages.changed(
              messages,
              committable ->
                  writerOf(committable) < writersWithState
                      ? committable
                      : as(invented, committable));
        }
      };
    }
  },

  /** Numbers start again, and the table takes a low one for committed. */
  END_STAMPED_ONE {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        List<CommittableMessage<DeltaCommittable>> toCommitter(
            List<CommittableMessage<DeltaCommittable>> messages, boolean atEnd) {
          return atEnd ? Messages.changed(messages, committable -> at(1, committable)) : messages;
        }
      };
    }
  },

  /** Writers that have come to their end send none any more. */
  WAIT_FOR_ALL_SUMMARIES {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {

        private final Map<Long, List<CommittableMessage<WriteResult>>> waiting = new HashMap<>();

        /** Flink 2.0 knows the number by the older name only, which is deprecated later. */
        @SuppressWarnings("removal")
        @Override
        List<CommittableMessage<WriteResult>> toAggregator(
            List<CommittableMessage<WriteResult>> messages) {
          List<CommittableMessage<WriteResult>> complete = new ArrayList<>();
          for (CommittableMessage<WriteResult> message : messages) {
            waiting
                .computeIfAbsent(message.getCheckpointIdOrEOI(), number -> new ArrayList<>())
                .add(message);
          }
          waiting.values().stream().filter(Messages::hasAllSummaries).forEach(complete::addAll);
          waiting.values().removeIf(Messages::hasAllSummaries);
          return complete;
        }
      };
    }
  },

  /** It is taken for the own commit that was made before. */
  SWALLOWED_CONFLICT {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        Committer<DeltaCommittable> committer(
            Committer<DeltaCommittable> sound, JobID job, OptionalLong restored) {
          return Requests.each(
              sound,
              request -> {
                try {
                  sound.commit(List.of(request));
                } catch (SuppressRestartsException e) {
                  request.signalAlreadyCommitted();
                }
              });
        }
      };
    }
  },

  /** Look whether there is such a file, then put it. */
  NON_ATOMIC_PUT {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        FaultyStorage storage(MemoryStorage memory, Faults faults, Background background) {
          return new FaultyStorage(memory, faults, background) {
            @Override
            public void putIfAbsent(String path, Content content) throws IOException {
              if (memory.find(path).isPresent()) {
                throw new FileAlreadyExistsException(path);
              }
              putReplacing(path, content);
            }
          };
        }
      };
    }
  },

  /** The number alone counts. */
  REPLAY_WITHOUT_FILE_CHECK {
    @Override
    public Variant create(MemoryStorage table, int writersWithState) {
      return new Variant() {
        @Override
        Committer<DeltaCommittable> committer(
            Committer<DeltaCommittable> sound, JobID job, OptionalLong restored) {
          return Requests.each(
              sound,
              request -> {
                DeltaCommittable committable = request.getCommittable();
                OptionalLong inTable =
                    TableLog.of(table).transactionOf(committable.sinkId().value());
                if (restored.orElse(0) >= committable.checkpoint()
                    && inTable.orElse(0) >= committable.checkpoint()) {
                  request.signalAlreadyCommitted();
                } else {
                  sound.commit(List.of(request));
                }
              });
        }
      };
    }
  };

  private static DeltaCommittable as(String sinkId, DeltaCommittable committable) {
    return new DeltaCommittable(
        committable.scope(),
        new SinkId(sinkId),
        committable.tableId(),
        committable.checkpoint(),
        OptionalLong.empty(),
        committable.files());
  }

  private static DeltaCommittable at(long checkpoint, DeltaCommittable committable) {
    return new DeltaCommittable(
        committable.scope(),
        committable.sinkId(),
        committable.tableId(),
        checkpoint,
        OptionalLong.empty(),
        committable.files());
  }

  /** Names of files begin with {@code part-} and five digits. */
  private static int writerOf(DeltaCommittable committable) {
    return Integer.parseInt(committable.files().get(0).path().substring(5, 10));
  }
}
