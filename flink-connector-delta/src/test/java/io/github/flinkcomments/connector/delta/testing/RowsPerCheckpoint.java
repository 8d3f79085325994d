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
package io.github.flinkcomments.connector.delta.testing;

import java.io.Serial;
import java.io.Serializable;

/**
 * Lets every reader emit so many rows, and as many again after each completed checkpoint. A job's
 * length is thus counted in checkpoints, not in time.
 *
 * @param rows per reader and checkpoint
 * @param stagger so many more for each further reader, so that they come to their ends at different
 *     checkpoints
 */
public record RowsPerCheckpoint(int rows, int stagger) implements Serializable {

  @Serial private static final long serialVersionUID = 1L;

  int ofReader(int subtask) {
    return rows + stagger * subtask;
  }
}
