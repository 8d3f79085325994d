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
package io.github.flinkcomments.examples.checkpoint;

import java.util.List;

/**
 * What a source had written into a snapshot.
 *
 * @param name of the operator, as the job calls it
 * @param enumerator the state of its enumerator
 * @param splits the splits that its readers held, in no particular order
 */
public record SourceState<EnumeratorT, SplitT>(
    String name, EnumeratorT enumerator, List<SplitT> splits) {

  public SourceState {
    splits = List.copyOf(splits);
  }
}
