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
import io.github.flinkcomments.connector.rest.source.split.RangeSplitState;
import java.io.IOException;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.metrics.Counter;

/**
 * Hands a record downstream, then advances the emitted position: in this order, so that no position
 * is ever checkpointed for a row that was not emitted. The record's timestamp is its fetch time. A
 * record that is to be skipped is counted instead of handed on, and kept as a dead letter where
 * that is wanted; the position moves all the same. Task thread.
 */
final class RangeRecordEmitter<T> implements RecordEmitter<RecordCursor<T>, T, RangeSplitState> {

  private final CheckpointQuota quota;
  private final Counter errors;
  private final DeadLetters letters;

  RangeRecordEmitter(CheckpointQuota quota, Counter errors, DeadLetters letters) {
    this.quota = quota;
    this.errors = errors;
    this.letters = letters;
  }

  @Override
  public void emitRecord(RecordCursor<T> cursor, SourceOutput<T> output, RangeSplitState position)
      throws IOException {
    T record = cursor.record();
    if (record == null) {
      errors.inc();
      if (cursor.letter() != null) {
        letters.add(cursor.letter());
      }
    } else {
      output.collect(record, cursor.fetchTimeMillis());
    }
    position.emitted(cursor.offset(), cursor.identity(), cursor.preceding());
    quota.recordEmitted();
  }
}
