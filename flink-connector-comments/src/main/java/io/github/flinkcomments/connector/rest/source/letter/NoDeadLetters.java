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
import java.util.List;

/** For the modes in which malformed records are not kept. */
final class NoDeadLetters implements DeadLetters {

  @Override
  public void add(DeadLetter letter) {
    throw new IllegalStateException("A page has dead letters, though nobody keeps them.");
  }

  @Override
  public List<DeadLetterSplit> snapshot(long checkpointId) {
    return List.of();
  }

  @Override
  public void completed(long checkpointId) {}

  @Override
  public void ended() {}

  @Override
  public void close() {}
}
