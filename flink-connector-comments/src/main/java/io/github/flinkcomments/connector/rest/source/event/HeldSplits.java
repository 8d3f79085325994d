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
package io.github.flinkcomments.connector.rest.source.event;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.annotation.Internal;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * Reader to enumerator, once, before it asks for its first split: what it was restored with.
 *
 * <p>Advisory: without it the source is not called caught up, and reads all the same.
 *
 * @param splitIds the splits, none if it starts with nothing
 */
@Internal
public record HeldSplits(HashSet<String> splitIds) implements SourceEvent {

  /** Copies the set. */
  public static HeldSplits of(Set<String> splitIds) {
    return new HeldSplits(new HashSet<>(splitIds));
  }
}
