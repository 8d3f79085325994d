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
package io.github.flinkcomments.connector.delta.log.failure;

import io.github.flinkcomments.connector.delta.log.TableTransactions;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A failed operation on a Delta table. The subclasses tell what the caller can do about it.
 *
 * <p>Only after {@link AccessFailed} and {@link Contended} may the same call succeed later.
 */
@PublicEvolving
public abstract sealed class DeltaTableException extends RuntimeException {

  private DeltaTableException(String message) {
    super(message);
  }

  private DeltaTableException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The table was deleted, or deleted and created anew, since its identifier was recorded. */
  public static final class TableReplaced extends DeltaTableException {
    public TableReplaced(String message) {
      super(message);
    }
  }

  /** The path cannot hold a table: it is not a directory, or must not be written. */
  public static final class UnusableLocation extends DeltaTableException {
    public UnusableLocation(String message) {
      super(message);
    }
  }

  /** The table requires a feature of its writers that this connector does not support. */
  public static final class UnsupportedTable extends DeltaTableException {
    public UnsupportedTable(String message) {
      super(message);
    }

    public UnsupportedTable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The rows of the sink do not fit into the table, or into any Delta table. */
  public static final class IncompatibleSchema extends DeltaTableException {
    public IncompatibleSchema(String message) {
      super(message);
    }
  }

  /**
   * The table already has this transaction, or a later one of the same application, from somebody
   * else. Nothing was committed by this call.
   */
  public static final class TransactionTaken extends DeltaTableException {
    public TransactionTaken(String message) {
      super(message);
    }
  }

  /** Other writers committed first in all attempts. Nothing was committed by this call. */
  public static final class Contended extends DeltaTableException {
    public Contended(String message) {
      super(message);
    }
  }

  /** Reading or writing failed. Nothing was committed by this call. */
  public static final class AccessFailed extends DeltaTableException {
    public AccessFailed(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Writing the log entry failed, and so did the attempt to read whether it was written
   * nevertheless. {@link TableTransactions#filesOf} tells once the table can be read again.
   */
  public static final class OutcomeUnknown extends DeltaTableException {
    public OutcomeUnknown(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
