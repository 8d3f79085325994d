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
package io.github.flinkcomments.benchmarks.job;

import io.github.flinkcomments.examples.api.ServedComment;
import io.github.flinkcomments.examples.table.TableReader;
import io.github.flinkcomments.examples.table.TableRow;
import java.util.BitSet;

/** Compares a table with what the API served: each comment once, as it was served. */
final class TableAudit {

  private final int rows;
  private final BitSet seen;
  private long repeated;
  private long different;

  private TableAudit(int rows) {
    this.rows = rows;
    this.seen = new BitSet(rows + 1);
  }

  /**
   * Reads a whole table.
   *
   * @param rows how many comments there were, with ids from 1
   * @throws IllegalStateException if the table does not hold exactly these
   */
  static void require(int rows, TableReader table) {
    TableAudit audit = new TableAudit(rows);
    table.forEachRow(audit::add);
    audit.requireAllOnce();
  }

  private void add(TableRow row) {
    if (row.id() < 1 || row.id() > rows || !row.equals(served(row.id()))) {
      different++;
    } else if (seen.get(row.id())) {
      repeated++;
    }
    seen.set(Math.max(0, row.id()));
  }

  private static TableRow served(int id) {
    ServedComment comment = ServedComment.of(id);
    return new TableRow(comment.id(), comment.name(), comment.email(), comment.body());
  }

  private void requireAllOnce() {
    int missing = rows - seen.get(1, rows + 1).cardinality();
    if (missing + repeated + different > 0) {
      throw new IllegalStateException(
          "The table should hold %,d comments, each once. Of them %,d are missing; %,d rows are repeated, %,d were never served."
              .formatted(rows, missing, repeated, different));
    }
  }
}
