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
package io.github.flinkcomments.connector.rest.response;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.annotation.Internal;

/** What a response means. */
@Internal
public enum Verdict {
  /** It is a page, whatever its status. */
  PAGE,
  /** There is nothing at the position that was asked for, nor beyond it. */
  PAST_THE_END,
  /** The server is in trouble, which may pass. */
  RETRY,
  /** The server asks for fewer requests. */
  THROTTLED,
  /** The slice that was asked for is to be left out; refused until there are slices. */
  SKIP_SLICE,
  /** The request has failed, and would fail again. */
  FAIL;

  /** Returns the word for it in rules, such as {@code past-the-end}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Verdict> of(String word) {
    return Arrays.stream(values()).filter(verdict -> verdict.word().equals(word)).findAny();
  }

  /** The words that are of use: there are no slices yet. */
  static String words() {
    return Arrays.stream(values())
        .filter(verdict -> verdict != SKIP_SLICE)
        .map(Verdict::word)
        .collect(Collectors.joining(", "));
  }
}
