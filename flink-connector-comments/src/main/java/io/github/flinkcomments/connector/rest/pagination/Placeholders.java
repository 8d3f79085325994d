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
package io.github.flinkcomments.connector.rest.pagination;

import java.util.HashSet;
import java.util.Set;
import org.apache.flink.annotation.Internal;

/** Names that may stand between braces in the URL, the query, the headers and the body. */
@Internal
public final class Placeholders {

  /** Number of the page. */
  public static final String PAGE = "page";

  /** Offset of the page's first record. */
  public static final String OFFSET = "offset";

  /** Offset of the last record that is asked for: the end of a range. */
  public static final String LAST = "last";

  /** Records asked for at once. */
  public static final String LIMIT = "limit";

  /** Token of the page. */
  public static final String CURSOR = "cursor";

  /**
   * Key of the last record read; of a key of several parts, {@code key.0}, {@code key.1} and so on.
   */
  public static final String KEY = "key";

  private Placeholders() {}

  /** All of them. */
  public static Set<String> all() {
    Set<String> all = new HashSet<>(ofKeys());
    all.addAll(Set.of(PAGE, OFFSET, LAST, CURSOR));
    return all;
  }

  /** Those of a listing that is read by keys. */
  public static Set<String> ofKeys() {
    return Set.of(LIMIT, KEY, KEY + ".0", KEY + ".1", KEY + ".2", KEY + ".3");
  }
}
