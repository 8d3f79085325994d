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
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The value of a variable, as it is given on a command line: {@code NAME=VALUE}.
 *
 * @param name letters, digits and underscores, as a script can use it
 * @param value any text, also an empty one
 */
public record VariableValue(String name, String value) {

  /** By name; of two values for one name the later counts. */
  public static Map<String, String> byName(List<VariableValue> values) {
    Map<String, String> byName = new LinkedHashMap<>();
    values.forEach(variable -> byName.put(variable.name(), variable.value()));
    return byName;
  }

  /** Says which variable it is, not its value, which may be a secret. */
  @Override
  public String toString() {
    return name;
  }

  /** Reads it; no message shows the value. */
  public static final class Converter implements ITypeConverter<VariableValue> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    @Override
    public VariableValue convert(String text) {
      int equals = text.indexOf('=');
      if (equals < 0) {
        throw new TypeConversionException(
            NAME.matcher(text).matches()
                ? "'%1$s' has no value; write --var %1$s=VALUE".formatted(text)
                : "there is no '=' in it; write --var NAME=VALUE");
      }
      String name = text.substring(0, equals);
      if (!NAME.matcher(name).matches()) {
        throw new TypeConversionException(
            "'%s' cannot be the name of a variable; use letters, digits and underscores, as in --var API_URL=VALUE"
                .formatted(name));
      }
      return new VariableValue(name, text.substring(equals + 1));
    }
  }
}
