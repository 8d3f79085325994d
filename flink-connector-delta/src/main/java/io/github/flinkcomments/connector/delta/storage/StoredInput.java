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
import java.io.InputStream;
import org.apache.flink.annotation.PublicEvolving;

/** Reads a file from any position. Used by one thread at a time. */
@PublicEvolving
public abstract class StoredInput extends InputStream {

  /** Returns the position of the next read, in bytes from the beginning of the file. */
  public abstract long position() throws IOException;

  /**
   * Sets the position of the next read.
   *
   * @param position bytes from the beginning of the file
   */
  public abstract void seek(long position) throws IOException;
}
