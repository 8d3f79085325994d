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
package io.github.flinkcomments.examples.script;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands for {@code ${NAME}} in a script: a value given for this run, else one of the
 * environment. Values of the environment are taken for secrets and never shown.
 */
public final class Variables {

  /** Shorter ones are found in too many words to be secrets. */
  private static final int SHORTEST_SECRET = 4;

  private final Map<String, String> given;
  private final Map<String, String> environment;
  private final Map<String, String> secrets = new HashMap<>();
  private final Set<String> unused;
  private boolean fromEnvironment;

  /**
   * @param given the values of this run, by name
   * @param environment all that may be used otherwise, by name
   */
  public Variables(Map<String, String> given, Map<String, String> environment) {
    this.given = Map.copyOf(given);
    this.environment = Map.copyOf(environment);
    this.unused = new TreeSet<>(given.keySet());
  }

  /** The value of a variable; empty if nobody has set it. */
  public Optional<String> value(String name) {
    unused.remove(name);
    if (given.containsKey(name)) {
      return Optional.of(given.get(name));
    }
    Optional<String> value = Optional.ofNullable(environment.get(name));
    fromEnvironment |= value.isPresent();
    value
        .filter(text -> text.length() >= SHORTEST_SECRET)
        .ifPresent(text -> secrets.put(text, "${" + name + "}"));
    return value;
  }

  /** The names of the values of this run that nobody has asked for. */
  public Set<String> unused() {
    return Collections.unmodifiableSet(unused);
  }

  /** Whether any value so far was one of the environment. */
  public boolean comeFromEnvironment() {
    return fromEnvironment;
  }

  /** The text with the names of variables in place of what came from the environment. */
  public String withoutSecrets(String text) {
    String masked = text;
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      masked = masked.replace(secret.getKey(), secret.getValue());
    }
    return masked;
  }

  /** The names of the values, for a {@code toString} in a message; never the values. */
  @Override
  public String toString() {
    return "Variables" + given.keySet();
  }
}
