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
package io.github.flinkcomments.connector.delta.writer;

import java.io.Serial;
import org.apache.flink.annotation.Internal;

/**
 * A row that no table of these columns can hold as it is. It comes again after a restart, so only
 * the user can help: the message names the column and the way out.
 */
@Internal
public final class UnwritableRowException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  UnwritableRowException(String message) {
    super(message);
  }
}
