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

import java.util.Set;
import javax.annotation.Nullable;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;

/**
 * Accepted records on their way to the task thread. Filled on the fetcher thread, emptied on the
 * task thread; Flink's hand-over queue orders the two.
 */
final class ChainRecords<T> implements RecordsWithSplitIds<ChainRecord<T>> {

  private final String splitId;
  private final @Nullable ChainRows<T> rows;
  private final boolean caughtUp;
  private final boolean finishesSplit;
  private final ChainRecord<T> cursor = new ChainRecord<>();
  private int index;
  private boolean splitTold;
  private boolean caughtUpTold;

  /**
   * Creates the batch.
   *
   * @param splitId the chain it belongs to
   * @param rows its records; null for none
   * @param caughtUp whether the chain has met its end with them, for the first time
   * @param finishesSplit whether the chain is finished with them
   */
  ChainRecords(
      String splitId, @Nullable ChainRows<T> rows, boolean caughtUp, boolean finishesSplit) {
    this.splitId = splitId;
    this.rows = rows;
    this.caughtUp = caughtUp;
    this.finishesSplit = finishesSplit;
    this.index = rows == null ? 0 : rows.from();
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
  public ChainRecord<T> nextRecordFromSplit() {
    if (rows != null && index < rows.until()) {
      cursor.set(
          rows.answer().page().record(index),
          rows.answer().page().letter(index),
          rows.place(),
          index,
          rows.omitted().get(index),
          rows.answer().fetchTimeMillis());
      index++;
      return cursor;
    }
    if (caughtUp && !caughtUpTold) {
      caughtUpTold = true;
      cursor.setCaughtUp();
      return cursor;
    }
    return null;
  }

  @Override
  public Set<String> finishedSplits() {
    return finishesSplit ? Set.of(splitId) : Set.of();
  }
}
