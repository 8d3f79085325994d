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
package io.github.flinkcomments.examples.suggest;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Values in a URL that are not to be shown, told by the names of their parameters. */
final class Secrets {

  /** Rather one too many: a value that is masked for nothing costs less than one that is shown. */
  private static final Pattern NAME =
      Pattern.compile(
          ".*(token|secret|passw|pwd|signature|credential|session).*|.*(key|auth)|authorization|sig|code");

  private Secrets() {}

  /** The URL with four asterisks in place of each secret. */
  static String mask(URI uri) {
    return replace(uri, false);
  }

  /** The URL with a variable in place of each secret, {@code ${API_KEY}} for {@code api_key}. */
  static String withVariables(URI uri) {
    return replace(uri, true);
  }

  /** The variables of {@link #withVariables}, and the parameters that they stand for. */
  static Map<String, String> variables(URI uri) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String name : Query.parametersOf(uri).keySet()) {
      if (isSecret(name)) {
        variables.put(variable(name), name);
      }
    }
    return variables;
  }

  static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static boolean isSecret(String parameter) {
    return NAME.matcher(parameter.toLowerCase(Locale.ROOT)).matches();
  }

  private static String replace(URI uri, boolean variables) {
    String shown = uri.toString();
    if (uri.getRawQuery() == null) {
      return shown;
    }
    StringBuilder query = new StringBuilder();
    for (String parameter : uri.getRawQuery().split("&", -1)) {
      String[] pair = parameter.split("=", 2);
      query.append(query.isEmpty() ? "?" : "&");
      if (pair.length == 2 && isSecret(pair[0])) {
        String value = variables ? "${" + variable(pair[0]) + "}" : "****";
        query.append(pair[0]).append('=').append(value);
      } else {
        query.append(parameter);
      }
    }
    return shown.split("[?#]", 2)[0] + query;
  }
}
