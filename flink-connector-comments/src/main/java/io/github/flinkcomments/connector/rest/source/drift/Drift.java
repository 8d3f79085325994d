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
package io.github.flinkcomments.connector.rest.source.drift;

import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * A shift of the listing that was seen: another row than before stands at an offset.
 *
 * @param offset the offset that was looked at twice
 * @param expected identity of the row that stood there before
 * @param found identity of the row that stands there now; empty if the listing ends before it
 * @param hint what else may be the reason, a sentence without its full stop
 */
@Internal
public record Drift(long offset, String expected, Optional<String> found, Optional<String> hint) {

  /** A shift of which nothing else is known. */
  public Drift(long offset, String expected, Optional<String> found) {
    this(offset, expected, found, Optional.empty());
  }

  /** One sentence with the offset and both identities. */
  public String describe() {
    return "expected record %s at offset %d, found %s"
        .formatted(
            expected, offset, found.map("record %s"::formatted).orElse("the end of the listing"));
  }
}
