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
package io.github.flinkcomments.connector.rest.source.letter;

import io.github.flinkcomments.connector.rest.record.DeadLetter;
import io.github.flinkcomments.connector.rest.source.split.DeadLetterSplit;
import java.io.IOException;
import java.util.List;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceReaderContext;

/** The malformed records of one attempt at a reader, on their way into files. Task thread. */
@Internal
public interface DeadLetters extends AutoCloseable {

  /** Keeps none: without {@code 'error.mode' = 'dead-letter'} there are none. */
  static DeadLetters none() {
    return new NoDeadLetters();
  }

  /**
   * Opens the directory, so that it is known at the start whether it can be used.
   *
   * @param context of the reader
   */
  static DeadLetters in(DeadLetterOptions options, SourceReaderContext context) throws IOException {
    LetterDirectory directory = LetterDirectory.open(options.directory());
    return options.batch()
        ? new BatchDeadLetters(directory, BatchDeadLetters.name(context))
        : new CheckpointedDeadLetters(directory);
  }

  /** Takes a record whose position the reader moves past. */
  void add(DeadLetter letter) throws IOException;

  /** Closes what was added since the last checkpoint, and returns all that is not published yet. */
  List<DeadLetterSplit> snapshot(long checkpointId) throws IOException;

  /** Publishes what was added before a checkpoint that is complete. */
  void completed(long checkpointId) throws IOException;

  /** Takes notice that the reader has read all there was for it. */
  void ended() throws IOException;

  /**
   * Lets go of what was not published, which stays hidden. Throws nothing, also if the thread was
   * interrupted: Flink ends the whole TaskManager if a task that has failed cannot be closed.
   */
  @Override
  void close();
}
