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

import io.github.flinkcomments.connector.rest.pagination.PageAddress;
import io.github.flinkcomments.connector.rest.pagination.PageFacts;
import java.io.IOException;
import org.apache.flink.annotation.Internal;

/** Asks for pages of a listing to see how far it reaches. Blocks; closed when that is known. */
@Internal
public interface PageProbe extends AutoCloseable {

  /** What the response says; a page past the end has no records. */
  PageFacts ask(PageAddress page) throws IOException, InterruptedException;

  @Override
  default void close() {}
}
