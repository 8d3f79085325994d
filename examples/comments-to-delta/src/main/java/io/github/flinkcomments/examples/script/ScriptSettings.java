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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the {@code SET} statements of a script say, known before Flink is there to ask. */
public final class ScriptSettings {

  private static final Pattern SET =
      Pattern.compile("SET\\s+'?([^'=\\s]+)'?\\s*=\\s*'?([^']*?)'?\\s*", Pattern.CASE_INSENSITIVE);

  private final Map<String, String> values = new LinkedHashMap<>();

  private ScriptSettings() {}

  /** Takes the settings from all statements; later ones go before earlier ones. */
  public static ScriptSettings of(List<ScriptStatement> statements) {
    ScriptSettings settings = new ScriptSettings();
    for (ScriptStatement statement : statements) {
      Matcher set = SET.matcher(statement.text());
      if (set.matches()) {
        settings.values.put(set.group(1), set.group(2));
      }
    }
    return settings;
  }

  /** The value of a setting; empty if the script does not make it. */
  public Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }
}
