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

import io.github.flinkcomments.connector.rest.pagination.Chaining;
import io.github.flinkcomments.connector.rest.source.split.ChainSplit;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What of a listing was not handed out yet, where readers share it: closed ranges, and behind them
 * the open chain that goes on. Its size does not depend on the listing. Immutable; pure.
 */
@Internal
public sealed interface Frontier permits PageFrontier, KeyFrontier {

  /** The next closed range, or the open chain if there is none left. */
  ChainSplit next(Chaining chaining, long recordsOfRange, String identityKind);

  /** What is left after {@link #next}; nothing after the open chain. */
  Optional<Frontier> rest(long recordsOfRange);
}
