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
package io.github.flinkcomments.connector.rest.source.listing;

import io.github.flinkcomments.connector.rest.record.Page;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.flink.annotation.Internal;

/**
 * A page that was accepted whole.
 *
 * @param page its records
 * @param total rows of the whole listing, if the response told it, in a header or in its body
 * @param fetchTimeMillis when the response arrived, in milliseconds since the epoch
 * @param took how long it took, if that was measured
 */
@Internal
public record FetchedPage<T>(
    Page<T> page, OptionalLong total, long fetchTimeMillis, Optional<Duration> took) {

  /** A page of which it was not measured how long it took. */
  public FetchedPage(Page<T> page, OptionalLong total, long fetchTimeMillis) {
    this(page, total, fetchTimeMillis, Optional.empty());
  }

  /** The same page, which took so long. */
  public FetchedPage<T> taking(Duration time) {
    return new FetchedPage<>(page, total, fetchTimeMillis, Optional.of(time));
  }
}
