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
package io.github.flinkcomments.connector.rest.source.split;

import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.flink.annotation.Internal;

/** The progress of a {@link RangeSplit} in a reader. Task thread only. */
@Internal
public final class RangeSplitState {

  private final long start;
  private final long end;
  private final Optional<String> identityKind;
  private long position;
  private @Nullable String lastIdentity;
  private Optional<String> openingIdentity = Optional.empty();

  /** Continues where {@code split} stands. */
  public RangeSplitState(RangeSplit split) {
    start = split.start();
    end = split.end();
    identityKind = split.identityKind();
    position = split.position();
    lastIdentity = split.lastIdentity().orElse(null);
  }

  /**
   * Notes that a row was handed downstream: the position is now after it.
   *
   * @param offset the row's offset
   * @param identity the row's identity
   * @param preceding identity of the row before this range, if this attempt has read it
   */
  public void emitted(long offset, String identity, Optional<String> preceding) {
    position = offset + 1;
    lastIdentity = identity;
    openingIdentity = preceding;
  }

  /** Identity of the row before {@code start}, if this attempt read it. */
  public Optional<String> openingIdentity() {
    return openingIdentity;
  }

  /** Rows that were not emitted yet. */
  public long remaining() {
    return end - position;
  }

  /** What goes into a checkpoint. */
  public RangeSplit toSplit() {
    return new RangeSplit(start, end, position, Optional.ofNullable(lastIdentity), identityKind);
  }
}
