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

import org.apache.flink.annotation.Internal;

/** The progress of a {@link ChainSplit} in a reader. Task thread only. */
@Internal
public final class ChainSplitState {

  private final ChainSplit split;
  private ChainPage page;
  private int index;

  /** Continues where {@code split} stands. */
  public ChainSplitState(ChainSplit split) {
    this.split = split;
  }

  /**
   * Notes that a record was handed downstream: the position is now after it.
   *
   * @param from the record's page
   * @param at the record's index in the page
   */
  public void emitted(ChainPage from, int at) {
    page = from;
    index = at;
  }

  /** Which chain it is. */
  public String splitId() {
    return split.splitId();
  }

  /** What goes into a checkpoint. */
  public ChainSplit toSplit() {
    return page == null ? split : split.at(page.positionAfter(index));
  }
}
