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

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.annotation.Internal;

/** A rule: a response for which all conditions hold means what the verdict says. */
@Internal
public final class ResponseRule implements Serializable {

  private static final long serialVersionUID = 1L;

  private final List<Condition> conditions;
  private final Verdict verdict;
  private final String text;

  ResponseRule(List<Condition> conditions, Verdict verdict, String text) {
    this.conditions =
        conditions.stream()
            .sorted((left, right) -> Boolean.compare(left.isAboutBody(), right.isAboutBody()))
            .toList();
    this.verdict = verdict;
    this.text = text;
  }

  /** Returns what the rule says of the responses that it matches. */
  public Verdict verdict() {
    return verdict;
  }

  /** Whether the rule matches the response. The body is looked at last, and only if needed. */
  boolean isAbout(ResponseFacts response) throws IOException {
    for (Condition condition : conditions) {
      if (!condition.holds(response)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the rule as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
