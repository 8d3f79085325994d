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
package io.github.flinkcomments.connector.rest.source.enumerator;

import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What the enumerator of chains keeps in a checkpoint. Its size depends on the chains that wait for
 * a reader and on nothing else.
 *
 * @param fingerprint the listing that the chains belong to; free of secrets
 * @param begun whether the chains that a start without state begins with were made
 * @param frontier what was not handed out yet, where readers share the listing in ranges
 * @param waiting chains that no reader has
 */
@Internal
public record ChainEnumeratorState(
    String fingerprint, boolean begun, Optional<Frontier> frontier, List<ChainSplit> waiting)
    implements RestEnumeratorState {

  /** Copies the list. */
  public ChainEnumeratorState {
    waiting = List.copyOf(waiting);
  }
}
