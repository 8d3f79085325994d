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

import io.github.flinkcomments.connector.rest.source.letter.DeadLetters;
import io.github.flinkcomments.connector.rest.source.split.ChainSplitState;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;

/**
 * Hands a record downstream, then advances the position: in this order, so that no position is ever
 * checkpointed for a record that was not emitted. A malformed record that is to be skipped is
 * counted instead, and kept as a dead letter where that is wanted; one that was emitted before is
 * passed over. The position moves all the same. Task thread.
 */
final class ChainRecordEmitter<T> implements RecordEmitter<ChainRecord<T>, T, ChainSplitState> {

  private final CheckpointQuota quota;
  private final Counter read;
  private final Counter errors;
  private final DeadLetters letters;
  private final Consumer<String> caughtUp;

  /**
   * @param read counts what Flink hands over to this emitter, though not all of it are new records
   * @param errors counts malformed records
   * @param caughtUp told the chain that has met its end, after its last record was handed on
   */
  ChainRecordEmitter(
      CheckpointQuota quota,
      Counter read,
      Counter errors,
      DeadLetters letters,
      Consumer<String> caughtUp) {
    this.quota = quota;
    this.read = read;
    this.errors = errors;
    this.letters = letters;
    this.caughtUp = caughtUp;
  }

  @Override
  public void emitRecord(ChainRecord<T> cursor, SourceOutput<T> output, ChainSplitState state)
      throws IOException {
    if (cursor.isCaughtUp() || cursor.isOmitted()) {
      read.dec();
    }
    if (cursor.isCaughtUp()) {
      caughtUp.accept(state.splitId());
      return;
    }
    if (!cursor.isOmitted()) {
      T record = cursor.record();
      if (record == null) {
        errors.inc();
        if (cursor.letter() != null) {
          letters.add(cursor.letter());
        }
      } else {
        output.collect(record, cursor.fetchTimeMillis());
      }
    }
    state.emitted(cursor.place(), cursor.index());
    quota.recordEmitted();
  }
}
