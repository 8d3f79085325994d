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
package io.github.flinkcomments.connector.delta.hadoop;

import io.github.flinkcomments.connector.delta.storage.TableStorage.Content;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;

/** How a whole file gets its name, in one of the kinds of file systems. */
interface Publication {

  /**
   * Gives a file its name, if no other has it. Of all processes that try at once one succeeds.
   *
   * @throws FileAlreadyExistsException if another file has it
   */
  void putIfAbsent(Path target, Content content) throws IOException;

  /** Gives a file its name, and takes it from the one that has it. */
  void putReplacing(Path target, Content content) throws IOException;

  /**
   * Makes sure that the store of a table is one where this works.
   *
   * @throws io.github.flinkcomments.connector.delta.storage.UnusableLocationException if it is not
   */
  default void requireFit(Path root) throws IOException {}
}
