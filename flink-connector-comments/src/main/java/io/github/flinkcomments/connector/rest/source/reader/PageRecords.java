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

import java.util.Optional;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * Accepted rows on their way to the task thread. Filled on the fetcher thread, emptied on the task
 * thread; Flink's hand-over queue orders the two.
 */
final class PageRecords<T> implements RecordsWithSplitIds<RecordCursor<T>> {

  private final String splitId;
  private final AcceptedRows<T> rows;
  private final boolean finishesSplit;
  private final RecordCursor<T> cursor;
  private int index;
  private boolean splitTold;

  /**
   * Creates the batch.
   *
   * @param splitId the range it belongs to
   * @param rows its rows, possibly none
   * @param preceding identity of the row before the range, if it was read
   * @param finishesSplit whether the range ends with it
   */
  PageRecords(
      String splitId, AcceptedRows<T> rows, Optional<String> preceding, boolean finishesSplit) {
    this.splitId = splitId;
    this.rows = rows;
    this.finishesSplit = finishesSplit;
    this.cursor = new RecordCursor<>(preceding);
    this.index = rows.from();
  }

  @Nullable
  @Override
  public String nextSplit() {
    if (splitTold) {
      return null;
    }
    splitTold = true;
    return splitId;
  }

  @Nullable
  @Override
  public RecordCursor<T> nextRecordFromSplit() {
    if (index == rows.until()) {
      return null;
    }
    cursor.set(
        rows.page().page().record(index),
        rows.page().page().letter(index),
        rows.page().page().identity(index),
        rows.offset() + index,
        rows.page().fetchTimeMillis());
    index++;
    return cursor;
  }

  @Override
  public Set<String> finishedSplits() {
    return finishesSplit ? Set.of(splitId) : Set.of();
  }
}
