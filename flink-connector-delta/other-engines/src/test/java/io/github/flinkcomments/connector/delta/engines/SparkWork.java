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
package io.github.flinkcomments.connector.delta.engines;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All that Spark does to a table while a job appends numbers to it, and what must come of it. Rows
 * of the job have an {@code id} and nothing else; those of Spark have a {@code who} too.
 *
 * <p>A statement that Spark gives up over a conflict has done nothing. It is counted by the name of
 * the conflict, and run again. Any other error is thrown.
 */
final class SparkWork {

  /** Spark's own words for: somebody was faster, run it again. */
  private static final Set<String> CONFLICTS =
      Set.of(
          "ConcurrentAppendException",
          "ConcurrentDeleteReadException",
          "ConcurrentDeleteDeleteException",
          "ConcurrentWriteException",
          "MetadataChangedException");

  private static final int MOST_ATTEMPTS = 5;

  private static final int ROWS_PER_APPEND = 10;

  private final SharedTable table;
  private final Map<String, Integer> counts = new TreeMap<>();

  private long nextId;
  private long inserted;
  private long deleted;
  private long deletedOfJob;
  private long touches;
  private int step;
  private boolean lastSucceeded;

  SparkWork(SharedTable table) {
    this.table = table;
  }

  /** Does the next thing, the ten of them in turn. */
  void doNext() {
    int turn = step++;
    switch (turn % 10) {
      case 0, 5 -> append();
      case 1 -> touch("UPDATE", "UPDATE t SET n = coalesce(n, 0) + 1 WHERE id % 7 = " + turn % 7);
      case 2 -> deleteOwn(turn);
      case 3 -> merge();
      case 4 -> deleteOfJob(turn);
      case 6 -> attempt("OPTIMIZE", "OPTIMIZE t");
      case 7 -> attempt("VACUUM", "VACUUM t");
      case 8 -> attempt("SET", "ALTER TABLE t SET TBLPROPERTIES ('turn' = '%d')".formatted(turn));
      default -> attempt("ADD COLUMN", "ALTER TABLE t ADD COLUMN extra_%d STRING".formatted(turn));
    }
  }

  private void append() {
    String statement =
        "INSERT INTO t (id, who, n) SELECT id, 'spark', 0 FROM range(%d, %d)"
            .formatted(nextId, nextId + ROWS_PER_APPEND);
    attempt("INSERT", statement);
    if (lastSucceeded) {
      inserted += ROWS_PER_APPEND;
      nextId += ROWS_PER_APPEND;
    }
  }

  private void touch(String kind, String statement) {
    touches += number(attempt(kind, statement), "num_affected_rows");
  }

  private void merge() {
    List<JsonNode> result =
        attempt(
            "MERGE",
            """
            MERGE INTO t AS t USING (SELECT explode(sequence(%d, %d)) AS k) s
            ON t.id = s.k AND t.who = 'spark'
            WHEN MATCHED THEN UPDATE SET n = n + 1
            WHEN NOT MATCHED THEN INSERT (id, who, n) VALUES (k, 'spark', 0)"""
                .formatted(Math.max(0, nextId - ROWS_PER_APPEND), nextId + 4));
    if (lastSucceeded) {
      touches += number(result, "num_updated_rows");
      inserted += number(result, "num_inserted_rows");
      nextId += 5;
    }
  }

  /** Only rows that were not touched, so that touches can be added up in the end. */
  private void deleteOwn(int turn) {
    deleted +=
        number(
            attempt(
                "DELETE", "DELETE FROM t WHERE who = 'spark' AND n = 0 AND id % 5 = " + turn % 5),
            "num_affected_rows");
  }

  private void deleteOfJob(int turn) {
    deletedOfJob +=
        number(
            attempt(
                "DELETE",
                "DELETE FROM t WHERE who IS NULL AND n IS NULL AND id % 50 = " + turn % 50),
            "num_affected_rows");
  }

  private List<JsonNode> attempt(String kind, String statement) {
    lastSucceeded = false;
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        List<JsonNode> rows = table.spark(statement);
        counts.merge(kind, 1, Integer::sum);
        lastSucceeded = true;
        return rows;
      } catch (SparkException e) {
        if (!CONFLICTS.contains(e.kind())) {
          throw e;
        }
        counts.merge(kind + " " + e.kind(), 1, Integer::sum);
      }
    }
    return List.of();
  }

  private static long number(List<JsonNode> rows, String column) {
    return rows.isEmpty() ? 0 : rows.get(0).get(column).asLong();
  }

  /** Statements that succeeded by what they were, and the others by their conflict as well. */
  Map<String, Integer> counts() {
    return counts;
  }

  /** Rows of its own that are still there. */
  long rows() {
    return inserted - deleted;
  }

  long deletedOfJob() {
    return deletedOfJob;
  }

  /** How often a row was changed, over all rows. */
  long touches() {
    return touches;
  }
}
