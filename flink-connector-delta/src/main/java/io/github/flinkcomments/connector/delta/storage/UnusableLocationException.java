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
package io.github.flinkcomments.connector.delta.storage;

import java.io.IOException;
import java.io.Serial;
import org.apache.flink.annotation.PublicEvolving;

/** A place cannot hold a table until the user corrects something. */
@PublicEvolving
public final class UnusableLocationException extends IOException {

  @Serial private static final long serialVersionUID = 1L;

  /**
   * @param message says what is wrong and what can be done, without secrets
   */
  public UnusableLocationException(String message) {
    super(message);
  }
}
