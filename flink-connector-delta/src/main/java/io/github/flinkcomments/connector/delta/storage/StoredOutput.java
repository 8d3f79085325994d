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
import java.io.OutputStream;
import org.apache.flink.annotation.PublicEvolving;

/**
 * A data file that is being written, by one thread at a time. It is in the store, whole and
 * durable, when {@link #close()} returns for the first time; or never, if it is discarded.
 */
@PublicEvolving
public abstract class StoredOutput extends OutputStream {

  /** Bytes written so far. */
  public abstract long position();

  /** Bytes that were written and are not out of this process yet, and that fill its heap. */
  public long bytesInMemory() {
    return 0;
  }

  /** Milliseconds since the epoch; the file must be closed. */
  public abstract long modificationTime() throws IOException;

  /** Gives the file up, and removes what there is of it, also if it was closed. */
  public abstract void discard() throws IOException;
}
