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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.annotation.Internal;

/**
 * What a user says about the responses of an API; the first rule that matches a response decides.
 *
 * <p>Rules are separated by semicolons or line ends, and written like
 *
 * <pre>{@code
 * status=404 -> past-the-end; status=400,422 & body:/message~"page" -> past-the-end;
 * body:/ok=false & body:/error=ratelimited -> throttled; header:X-Error=* -> fail
 * }</pre>
 *
 * <p>A condition looks at the status ({@code status=404}, {@code status=4xx}, {@code
 * status=400-499,503}), a header ({@code header:NAME}), a value in the body ({@code body:POINTER},
 * a JSON pointer) or the body's text ({@code body}). {@code =} compares a value as it is, {@code
 * =*} wants it to be there, {@code ~} to have a text in it, upper and lower case alike; {@code !=}
 * is the contrary of {@code =}, and {@code !} before a condition that of the whole. Texts with
 * spaces or marks stand in double quotes. Conditions are joined by {@code &}.
 */
@Internal
public final class ResponseRules implements Serializable {

  private static final long serialVersionUID = 1L;

  /** No rules at all. */
  public static final ResponseRules NONE = new ResponseRules(List.of());

  /** Servers answer so under load, and proxies in an outage, wherever in the listing one is. */
  private static final List<Integer> PASSING = List.of(429, 502, 503, 504);

  private final List<ResponseRule> rules;

  private ResponseRules(List<ResponseRule> rules) {
    this.rules = rules;
  }

  /**
   * Reads rules.
   *
   * @param option whose value they are, for messages
   * @throws IllegalArgumentException if they cannot be read; the message names the place. Also if
   *     they take throttling or an outage for the end of the listing
   */
  public static ResponseRules parse(String option, String text) {
    ResponseRules rules = new ResponseRules(List.copyOf(new RuleParser(option, text).rules()));
    for (int status : PASSING) {
      rules.requireNoEnd(option, status);
    }
    return rules;
  }

  private void requireNoEnd(String option, int status) {
    Optional<ResponseRule> rule;
    try {
      rule = first(new StatusAlone(status));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (rule.isPresent() && rule.get().verdict() == Verdict.PAST_THE_END) {
      throw new IllegalArgumentException(
          ("The option '%s' has the rule '%s', which matches status %d, but that status tells of load or an outage, and the listing would end early;"
                  + " name the statuses of the end only, or put a rule for status %d before it.")
              .formatted(option, rule.get(), status, status));
    }
  }

  /** A response that has nothing but a status. */
  private record StatusAlone(int status) implements ResponseFacts {

    @Override
    public List<String> header(String name) {
      return List.of();
    }

    @Override
    public String text() {
      return "";
    }

    @Override
    public Optional<JsonNode> json() {
      return Optional.empty();
    }
  }

  /** Returns the first rule that matches a response. */
  public Optional<ResponseRule> first(ResponseFacts response) throws IOException {
    for (ResponseRule rule : rules) {
      if (rule.isAbout(response)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  /** Returns whether some rule has that verdict. */
  public boolean lead(Verdict verdict) {
    return rules.stream().anyMatch(rule -> rule.verdict() == verdict);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResponseRules that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** Returns the rules as they were written. */
  @Override
  public String toString() {
    return String.join("; ", rules.stream().map(ResponseRule::toString).toList());
  }
}
